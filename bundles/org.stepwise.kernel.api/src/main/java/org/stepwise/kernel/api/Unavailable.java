package org.stepwise.kernel.api;

import java.util.Map;

/** A part that is needed does not answer now (database, blob store, lock time-out); a retry may succeed. 503. */
public final class Unavailable extends Problem {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    public Unavailable(String key, Map<String, Object> args) {
        super(key, args);
    }

    public Unavailable(String key) {
        this(key, Map.of());
    }

    /** For the operator's log, on one line: the key, and what failed innermost. Holds nothing that a user has sent. */
    public String why() {
        Throwable root = this;
        while (root.getCause() != null) root = root.getCause();
        if (root == this) return key();
        String told = String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
        String text = told.length() > LONGEST ? told.substring(0, LONGEST) + "…" : told;
        return key() + " because of " + root.getClass().getSimpleName() + ": " + text;
    }
}
