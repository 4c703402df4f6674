package org.stepwise.console.internal.module;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.job.Progress;

/** Tells an operator who waits how far long work is: a line for each tenth, nothing for work that is done at once. */
final class Printed implements Progress {
    private static final int WORTH_TELLING = 50_000;
    private final Optional<PrintStream> out;
    private long tenths;

    Printed(Optional<PrintStream> out) {
        this.out = out;
    }

    @Override
    public void at(long done, long total) {
        if (total < WORTH_TELLING || done * 10 / total == tenths) return;
        tenths = done * 10 / total;
        out.ifPresent(console -> console.println(done + " / " + total));
    }

    @Override
    public void note(String key, Map<String, Object> args) {}
}
