package org.stepwise.kernel.api.access;

import java.util.List;

/** Actions every record type knows (ACC-1); modules add their own words. */
public final class Actions {
    public static final String SEE = "see";
    public static final String CREATE = "create";
    public static final String EDIT = "edit";
    public static final String DELETE = "delete";
    public static final String SHARE = "share";
    public static final String EXPORT = "export";
    public static final String APPROVE = "approve";
    public static final String ADMINISTER = "administer";

    /** All of them, in the order in which they are shown. */
    public static final List<String> STANDARD = List.of(SEE, CREATE, EDIT, DELETE, SHARE, EXPORT, APPROVE, ADMINISTER);

    private Actions() {}
}
