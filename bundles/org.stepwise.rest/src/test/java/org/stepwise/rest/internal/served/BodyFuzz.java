package org.stepwise.rest.internal.served;

/** For {@code ./stepwise fuzz}: what {@link RequestFuzzTest} sends as a body. */
public final class BodyFuzz {
    private BodyFuzz() {}

    public static void fuzzerInitialize() throws Exception {
        RequestFuzzTest.SERVED.before();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        RequestFuzzTest.body(input);
    }
}
