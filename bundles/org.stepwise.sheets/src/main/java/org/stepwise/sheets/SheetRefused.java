package org.stepwise.sheets;

import java.io.IOException;

/** A file that is not read any further: it holds too much, or is no table in a known encoding. */
public final class SheetRefused extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Too much in a cell, in a row or in the whole. */
        TOO_LARGE,
        /** No workbook and no table of texts. */
        FORMAT,
        /** Neither UTF-8 nor GB18030. */
        ENCODING,
        /** Nothing is wrong with the file: the server has no room to keep it. */
        NO_ROOM
    }

    private final Reason reason;

    public SheetRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The reason that a library has wrapped; anything else that broke the reading is a file of a wrong format. */
    public static Reason reason(Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (one instanceof SheetRefused refused) return refused.reason;
        }
        return Reason.FORMAT;
    }
}
