package org.stepwise.files.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Tells a content's type from its first bytes; what a sender says about it is not asked. */
final class MediaTypes {
    static final String UNKNOWN = "application/octet-stream";
    private static final String TEXT = "text/plain";
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final int LOOK = 1024;

    private record Sign(int offset, byte[] bytes, String type) {
        boolean at(byte[] head) {
            if (head.length < offset + bytes.length) return false;
            for (int i = 0; i < bytes.length; i++) if (head[offset + i] != bytes[i]) return false;
            return true;
        }
    }

    private static final List<Sign> SIGNS = signs();

    private MediaTypes() {}

    private static List<Sign> signs() {
        List<Sign> signs = new ArrayList<>();
        String[][] table = {
            {"0", "89504e470d0a1a0a", "image/png"},
            {"0", "ffd8ff", "image/jpeg"},
            {"0", "474946383761", "image/gif"},
            {"0", "474946383961", "image/gif"},
            {"8", "57454250", "image/webp"},
            {"0", "424d", "image/bmp"},
            {"0", "49492a00", "image/tiff"},
            {"0", "4d4d002a", "image/tiff"},
            {"4", "6674797068656963", "image/heic"},
            {"4", "66747970", "video/mp4"},
            {"0", "25504446", "application/pdf"},
            {"0", "d0cf11e0a1b11ae1", "application/x-ole-storage"},
            {"0", "504b0304", "application/zip"},
            {"0", "504b0506", "application/zip"},
            {"0", "377abcaf271c", "application/x-7z-compressed"},
            {"0", "526172211a07", "application/vnd.rar"},
            {"0", "1f8b", "application/gzip"},
            {"257", "7573746172", "application/x-tar"},
            {"0", "494433", "audio/mpeg"},
            {"0", "fffb", "audio/mpeg"},
            {"0", "4f676753", "audio/ogg"},
            {"8", "57415645", "audio/wav"},
            {"0", "1a45dfa3", "video/webm"},
            {"0", "7b5c727466", "application/rtf"},
            {"0", "4d5a", "application/vnd.microsoft.portable-executable"},
            {"0", "7f454c46", "application/x-elf"},
            {"0", "cafebabe", "application/java-vm"},
            {"0", "fffe", TEXT},
            {"0", "feff", TEXT},
        };
        for (String[] row : table) {
            signs.add(new Sign(Integer.parseInt(row[0]), HexFormat.of().parseHex(row[1]), row[2]));
        }
        return signs;
    }

    static String of(byte[] head) {
        for (Sign sign : SIGNS) {
            if (!sign.at(head)) continue;
            if (sign.type.equals("application/zip")) return inZip(head);
            if (sign.type.equals("application/x-ole-storage")) return inOle(head);
            if (sign.type.equals("image/bmp") && isText(head)) continue;
            return sign.type;
        }
        return isText(head) ? inText(head) : UNKNOWN;
    }

    /** Looks at the names of the first entries. */
    private static String inZip(byte[] head) {
        for (int at = 0; at + 30 < head.length; at++) {
            boolean entry = head[at] == 'P' && head[at + 1] == 'K' && head[at + 2] == 3 && head[at + 3] == 4;
            if (!entry) continue;
            int length = (head[at + 26] & 0xff) | (head[at + 27] & 0xff) << 8;
            int from = at + 30;
            String name = text(head, from, Math.min(length, 200));
            if (name.startsWith("word/")) return OFFICE + "wordprocessingml.document";
            if (name.startsWith("xl/")) return OFFICE + "spreadsheetml.sheet";
            if (name.startsWith("ppt/")) return OFFICE + "presentationml.presentation";
            if (at == 0 && name.equals("mimetype")) return openDocument(text(head, from + length, 80));
            if (name.equals("META-INF/MANIFEST.MF")) return "application/java-archive";
        }
        return "application/zip";
    }

    private static String openDocument(String content) {
        for (String kind : List.of("text", "spreadsheet", "presentation")) {
            String type = "application/vnd.oasis.opendocument." + kind;
            if (content.startsWith(type)) return type;
        }
        return content.startsWith("application/epub+zip") ? "application/epub+zip" : "application/zip";
    }

    /** Names in old office files stand in two bytes a letter. */
    private static String inOle(byte[] head) {
        String wide = new String(head, StandardCharsets.UTF_16LE);
        if (wide.contains("WordDocument")) return "application/msword";
        if (wide.contains("Workbook")) return "application/vnd.ms-excel";
        if (wide.contains("PowerPoint Document")) return "application/vnd.ms-powerpoint";
        return "application/x-ole-storage";
    }

    private static boolean isText(byte[] head) {
        for (int i = 0; i < Math.min(head.length, 4 * LOOK); i++) {
            int b = head[i] & 0xff;
            if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b) return false;
            if (b == 0x7f) return false;
        }
        return true;
    }

    private static String inText(byte[] head) {
        String start = text(head, 0, LOOK).toLowerCase(Locale.ROOT).stripLeading();
        if (start.startsWith("\u00ef\u00bb\u00bf")) start = start.substring(3).stripLeading();
        if (start.startsWith("<svg") || start.startsWith("<?xml") && start.contains("<svg")) return "image/svg+xml";
        if (start.startsWith("<?xml")) return start.contains("<html") ? "text/html" : "application/xml";
        for (String tag : List.of("<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<!--")) {
            if (start.startsWith(tag)) return "text/html";
        }
        return TEXT;
    }

    private static String text(byte[] head, int from, int length) {
        int end = Math.min(head.length, from + length);
        return from >= end ? "" : new String(head, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
