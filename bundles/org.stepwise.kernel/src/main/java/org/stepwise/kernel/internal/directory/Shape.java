package org.stepwise.kernel.internal.directory;

import java.time.ZoneId;
import java.util.Set;

/** How codes, accounts and addresses are written: one rule for form, API and import. */
public final class Shape {
    public static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";
    public static final String CODE_MESSAGE = "directory.problem.code";
    public static final String ACCOUNT = "[A-Za-z0-9][A-Za-z0-9._@-]{1,59}";
    public static final String ACCOUNT_MESSAGE = "directory.problem.account";
    public static final String EMAIL = "|[^@\\s,;<>\"]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,5}";
    public static final String EMAIL_MESSAGE = "directory.problem.email";
    public static final String PHONE = "|\\+?[0-9][0-9 ()/-]{4,28}[0-9]";
    public static final String PHONE_MESSAGE = "directory.problem.phone";
    public static final String LOCALE = "zh-CN|en";
    public static final String LOCALE_MESSAGE = "directory.problem.locale";
    public static final String ZONE_MESSAGE = "directory.problem.timeZone";
    public static final String TREE = "[a-z][a-z0-9]{0,19}";
    public static final String TREE_MESSAGE = "directory.problem.tree";
    public static final String PRINCIPALS = "kernel_principal_seq";

    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private Shape() {}

    public static boolean zone(String id) {
        return id != null && ZONES.contains(id);
    }
}
