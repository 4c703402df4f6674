package org.stepwise.files.internal;

import org.stepwise.kernel.api.setting.PerUnit;

/**
 * The company's limits for files.
 *
 * @param fileMegabytes largest file
 * @param personMegabytes all files of one person together, 0 = without limit
 * @param keepFreeMegabytes room that stays free where contents are kept; uploads are refused before it is used up
 */
@PerUnit
public record FileRules(int fileMegabytes, int personMegabytes, int keepFreeMegabytes) {
    private static final long MEGABYTE = 1024L * 1024;

    public FileRules {
        if (fileMegabytes < 1) throw new IllegalArgumentException("fileMegabytes");
        if (personMegabytes < 0) throw new IllegalArgumentException("personMegabytes");
        if (keepFreeMegabytes < 0) throw new IllegalArgumentException("keepFreeMegabytes");
    }

    public FileRules() {
        this(500, 20_000, 256);
    }

    long fileBytes() {
        return fileMegabytes * MEGABYTE;
    }

    long personBytes() {
        return personMegabytes == 0 ? Long.MAX_VALUE : personMegabytes * MEGABYTE;
    }

    long keepFreeBytes() {
        return keepFreeMegabytes * MEGABYTE;
    }
}
