package org.stepwise.files.internal;

/**
 * What holds for the server's one store of contents.
 *
 * @param keepFreeMegabytes room that stays free where contents are kept; uploads are refused before it is used up
 */
public record StoreRules(int keepFreeMegabytes) {
    public StoreRules {
        FileRules.within("keepFreeMegabytes", keepFreeMegabytes, 0);
    }

    public StoreRules() {
        this(256);
    }

    long keepFreeBytes() {
        return keepFreeMegabytes * 1024L * 1024;
    }
}
