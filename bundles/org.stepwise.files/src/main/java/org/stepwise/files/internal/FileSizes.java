package org.stepwise.files.internal;

import java.util.Locale;

/** Sizes as people read them. */
final class FileSizes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private FileSizes() {}

    static String shown(long bytes) {
        double size = Math.max(0, bytes);
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        boolean whole = size == Math.rint(size);
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }
}
