package org.stepwise.files.internal;

import org.stepwise.kernel.api.setting.PerUnit;

/**
 * Limits for files, of the company or a unit.
 *
 * @param fileMegabytes largest file
 * @param personMegabytes all files of one person together, 0 = without limit
 */
@PerUnit
public record FileRules(int fileMegabytes, int personMegabytes) {
    private static final long MEGABYTE = 1024L * 1024;
    private static final int MOST = 1_000_000_000;

    public FileRules {
        within("fileMegabytes", fileMegabytes, 1);
        within("personMegabytes", personMegabytes, 0);
    }

    public FileRules() {
        this(500, 20_000);
    }

    static void within(String what, int value, int least) {
        if (value < least || value > MOST) throw new IllegalArgumentException(what + ": " + value);
    }

    long fileBytes() {
        return fileMegabytes * MEGABYTE;
    }

    long personBytes() {
        return personMegabytes == 0 ? Long.MAX_VALUE : personMegabytes * MEGABYTE;
    }
}
