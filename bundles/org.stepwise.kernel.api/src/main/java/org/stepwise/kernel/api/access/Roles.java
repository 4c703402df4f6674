package org.stepwise.kernel.api.access;

/** Codes of the shipped role pack (ACC-13). */
public final class Roles {
    public static final String STAFF = "staff";
    public static final String SALESPERSON = "salesperson";
    public static final String DEPARTMENT_HEAD = "department-head";
    public static final String ASSISTANT = "assistant";
    public static final String SEGMENT_HEAD = "segment-head";
    public static final String SEGMENT_ADMINISTRATOR = "segment-administrator";
    public static final String GROUP_MANAGEMENT = "group-management";
    public static final String AUDITOR = "auditor";
    public static final String ADMINISTRATOR = "administrator";

    private Roles() {}
}
