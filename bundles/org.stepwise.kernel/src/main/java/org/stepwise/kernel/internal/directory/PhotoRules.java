package org.stepwise.kernel.internal.directory;

/** Photos of people. @param megabytes largest image that is taken */
public record PhotoRules(int megabytes) {
    private static final int MOST = 50;

    public PhotoRules {
        if (megabytes < 1 || megabytes > MOST) throw new IllegalArgumentException("megabytes");
    }

    public PhotoRules() {
        this(10);
    }

    int bytes() {
        return megabytes * 1024 * 1024;
    }
}
