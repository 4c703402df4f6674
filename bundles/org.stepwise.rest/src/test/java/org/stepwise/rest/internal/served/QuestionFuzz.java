package org.stepwise.rest.internal.served;

/** For {@code ./stepwise fuzz}: what {@link RequestFuzzTest} sends as a question. */
public final class QuestionFuzz {
    private QuestionFuzz() {}

    public static void fuzzerInitialize() throws Exception {
        RequestFuzzTest.SERVED.before();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        RequestFuzzTest.question(input);
    }
}
