package org.stepwise.rest.internal.door;

/**
 * How much one caller may ask of the REST door.
 *
 * @param perMinute requests of one person or token; short bursts of a tenth of it at once are fine
 * @param anonymousPerMinute requests of one address that has not signed in
 * @param bodyBytes longest JSON body
 * @param uploadBytes longest file or spreadsheet
 */
public record RestLimits(int perMinute, int anonymousPerMinute, long bodyBytes, long uploadBytes) {
    private static final int MOST = 10_000_000;

    public RestLimits {
        if (perMinute < 60 || perMinute > MOST) throw new IllegalArgumentException("perMinute");
        if (anonymousPerMinute < 10 || anonymousPerMinute > MOST)
            throw new IllegalArgumentException("anonymousPerMinute");
        if (bodyBytes < 64 << 10 || bodyBytes > 256 << 20) throw new IllegalArgumentException("bodyBytes");
        if (uploadBytes < 1 << 20 || uploadBytes > 1L << 40) throw new IllegalArgumentException("uploadBytes");
    }

    public RestLimits() {
        this(60_000, 600, 8L << 20, 1L << 30);
    }
}
