package org.stepwise.rest.internal.record;

import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.ws.rs.ClientErrorException;
import org.stepwise.kernel.api.Conflict;

/** Versions as entity tags: {@code "3"}. */
final class Version {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

    private Version() {}

    static String tag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that the writer saw; {@code *} means whichever there is.
     *
     * @throws ClientErrorException 428 when the header is missing
     * @throws Conflict when it is no version of ours
     */
    static long seen(String ifMatch, LongSupplier now) {
        if (ifMatch == null || ifMatch.isBlank()) throw new ClientErrorException(428);
        if (ifMatch.trim().equals("*")) return now.getAsLong();
        Matcher tag = TAG.matcher(ifMatch.trim());
        if (!tag.matches()) throw new Conflict(Conflict.STALE);
        return Long.parseLong(tag.group(1));
    }
}
