package org.stepwise.rest.internal.json;

/** The body is no JSON, or deeper or longer than allowed. 400. */
public final class BadJson extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String key;
    private final int line;
    private final int column;

    public BadJson(String key, int line, int column) {
        super(key);
        this.key = key;
        this.line = line;
        this.column = column;
    }

    public String key() {
        return key;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
