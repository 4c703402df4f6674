package org.stepwise.files.internal;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes a sender's file name harmless on every system: no path, no invisible signs that turn its end around, no device. */
final class FileNames {
    private static final int LONGEST = 200;
    private static final int LONGEST_ENDING = 20;
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\p{Zl}\\p{Zp}<>:\"|?*]");
    private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private FileNames() {}

    static String clean(String sent) {
        String name = Normalizer.normalize(sent, Normalizer.Form.NFC).replace('\\', '/');
        name = name.substring(name.lastIndexOf('/') + 1);
        name = FORBIDDEN.matcher(name).replaceAll("").strip();
        name = name.replaceAll("^\\.+", "").replaceAll("[. ]+$", "").strip();
        if (DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()) name = "_" + name;
        return name.isEmpty() ? "file" : shortened(name);
    }

    /** Keeps the ending. */
    private static String shortened(String name) {
        if (name.length() <= LONGEST) return name;
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        int end = LONGEST - ending.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) end--;
        return name.substring(0, end) + ending;
    }
}
