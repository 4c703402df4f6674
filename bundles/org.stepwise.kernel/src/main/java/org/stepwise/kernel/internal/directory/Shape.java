package org.stepwise.kernel.internal.directory;

/** How codes, accounts and addresses are written: one rule for form, API and import. */
final class Shape {
    static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";
    static final String CODE_MESSAGE = "directory.problem.code";
    static final String ACCOUNT = "[A-Za-z0-9][A-Za-z0-9._@-]{1,59}";
    static final String ACCOUNT_MESSAGE = "directory.problem.account";
    static final String EMAIL = "|[^@\\s,;<>\"]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,5}";
    static final String EMAIL_MESSAGE = "directory.problem.email";
    static final String PHONE = "|\\+?[0-9][0-9 ()/-]{4,28}[0-9]";
    static final String PHONE_MESSAGE = "directory.problem.phone";
    static final String LOCALE = "zh-CN|en";
    static final String LOCALE_MESSAGE = "directory.problem.locale";
    static final String ZONE_MESSAGE = "directory.problem.timeZone";
    static final String TREE = "[a-z][a-z0-9]{0,19}";
    static final String TREE_MESSAGE = "directory.problem.tree";
    static final String PRINCIPALS = "kernel_principal_seq";

    private Shape() {}

    static boolean zone(String id) {
        return java.time.ZoneId.getAvailableZoneIds().contains(id);
    }
}
