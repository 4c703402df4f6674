package org.stepwise.sheets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Looks through an uploaded table without holding it, before a library reads it: sizes, encoding, plain markup. */
public final class Sheets {
    /** Characters of a row. */
    public static final int ROW = 1_000_000;

    private static final int ENTRIES = 2_000;
    private final SheetRules rules;

    public Sheets(SheetRules rules) {
        this.rules = rules;
    }

    public SheetRules rules() {
        return rules;
    }

    /** Keeps the upload in a temporary file, which the caller deletes. */
    public Path keep(InputStream upload) throws IOException {
        Path file = Files.createTempFile("stepwise-import", ".tmp");
        try (var out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long kept = 0;
            for (int read = upload.read(buffer); read >= 0; read = upload.read(buffer)) {
                kept += read;
                if (kept > rules.fileBytes()) throw new SheetRefused(SheetRefused.Reason.TOO_LARGE);
                write(out, buffer, read);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void write(OutputStream out, byte[] buffer, int bytes) throws IOException {
        try {
            out.write(buffer, 0, bytes);
        } catch (IOException e) {
            throw new SheetRefused(SheetRefused.Reason.NO_ROOM);
        }
    }

    /** @throws IOException when the workbook holds too much, or markup that no workbook has */
    public void check(Path workbook) throws IOException {
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            if (zip.size() > ENTRIES) throw new SheetRefused(SheetRefused.Reason.TOO_LARGE);
            List<? extends ZipEntry> entries = zip.stream().toList();
            long names = entries.stream().map(ZipEntry::getName).distinct().count();
            if (names < entries.size()) throw new SheetRefused(SheetRefused.Reason.FORMAT);
            long left = rules.unpackedBytes();
            for (ZipEntry entry : entries) {
                try (InputStream in = zip.getInputStream(entry)) {
                    left -= new Markup(entry.getName(), left, rules.cellCharacters()).read(in);
                }
            }
        }
    }

    /** The encoding of a csv file: by its mark, else UTF-8, else GB18030, and only when every byte fits. */
    public static Charset encoding(Path csv) throws IOException {
        List<Charset> candidates = new ArrayList<>();
        byte[] head = new byte[2];
        try (InputStream in = Files.newInputStream(csv)) {
            int read = in.readNBytes(head, 0, 2);
            int mark = read < 2 ? 0 : (head[0] & 0xFF) << 8 | head[1] & 0xFF;
            if (mark == 0xFEFF || mark == 0xFFFE) candidates.add(StandardCharsets.UTF_16);
        }
        if (candidates.isEmpty()) candidates.addAll(List.of(StandardCharsets.UTF_8, Charset.forName("GB18030")));
        for (Charset one : candidates) if (fits(csv, one)) return one;
        throw new SheetRefused(SheetRefused.Reason.ENCODING);
    }

    private static boolean fits(Path csv, Charset charset) throws IOException {
        char[] buffer = new char[1 << 14];
        try (Reader in = decoded(csv, charset)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) if (strange(buffer[i])) return false;
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** What no text has: controls, replacements, and what GB18030 gives for bytes of other encodings. */
    private static boolean strange(char c) {
        if (c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0B) return false;
        return c < ' ' || c >= 0x7F && c < 0xA0 || c == '\uFFFD' || c >= '\uE000' && c <= '\uF8FF';
    }

    private static Reader decoded(Path csv, Charset charset) throws IOException {
        Reader in = new BufferedReader(new InputStreamReader(Files.newInputStream(csv), charset.newDecoder()));
        in.mark(1);
        if (in.read() != '\uFEFF') in.reset();
        return in;
    }

    /** The text of a csv file without its mark; reading fails where a cell or a row is too large. */
    public Reader text(Path csv, Charset charset, char delimiter) throws IOException {
        return new CappedText(decoded(csv, charset), delimiter, rules);
    }

    /** The first line, as far as a row may reach. */
    public String firstLine(Path csv, Charset charset) throws IOException {
        StringBuilder line = new StringBuilder();
        try (Reader in = decoded(csv, charset)) {
            for (int c = in.read(); c >= 0 && c != '\n' && c != '\r' && line.length() < ROW; c = in.read()) {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
