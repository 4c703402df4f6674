package org.stepwise.kernel.api.link;

/** Kind of a link; labels {@code link.<id>} and, seen from the other end, {@code link.<id>.inverse}. */
public record LinkKind(String id) {
    public static final String RELATED = "related";
    public static final String EVIDENCE = "evidence";
    public static final String RESULT = "result";
    public static final String PAID_BY = "paidby";
    public static final String DELIVERABLE = "deliverable";
}
