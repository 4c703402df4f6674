package org.stepwise.kernel.api.record;

/** Kind of a field, read from the Java type and the verbs. */
public enum FieldKind {
    TEXT,
    LONG_TEXT,
    INTEGER,
    DECIMAL,
    MONEY,
    FLAG,
    DATE,
    INSTANT,
    /** A Java enum, stored by name. */
    ENUM,
    /** An item of an editable list, stored by code. */
    CHOICE,
    REFERENCE
}
