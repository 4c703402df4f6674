package org.stepwise.crm.internal;

/** How things are written, and the text keys of the messages that say so. An empty text is fine everywhere. */
public final class Written {
    /** {@code 021-62345678-801}, a mobile number, or with a country {@code +49-30-123456}. */
    public static final String PHONE =
            "|(\\+[0-9]{1,3}[- ]?)?(0[0-9]{2,3}-[0-9]{7,8}(-[0-9]{1,6})?|1[3-9][0-9]{9}|400-?[0-9]{3}-?[0-9]{4}|[0-9]{2,4}-[0-9]{5,9}(-[0-9]{1,6})?)";

    public static final String MOBILE = "|(\\+[0-9]{1,3}[- ]?)?1[3-9][0-9]{9}|\\+[0-9]{1,3}[- ]?[0-9]{6,12}";
    /** The look ahead bounds what the rest has to look through. */
    public static final String EMAIL = "|(?=.{1,254}$)[A-Za-z0-9._%+'-]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,24}";

    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** A host name, and the characters that a path may hold; letters of any script, as browsers show them. */
    public static final String WEBSITE = "|(?=.{1,254}$)(https?://)?(" + LABEL + "\\.)+[A-Za-z]{2,24}(:[0-9]{2,5})?"
            + "([/?#]([\\p{L}\\p{N}._~:/?#@!$&()*+,;=\\[\\]-]|%[0-9A-Fa-f]{2})*)?";

    private Written() {}
}
