package org.stepwise.rest.internal.door;

import java.util.Locale;
import java.util.Optional;
import org.stepwise.kernel.api.signin.SignIn;

/**
 * One request under way.
 *
 * @param id request id, in the log and in {@code X-Request-Id}
 * @param entry who came in; empty for the few calls that need nobody
 * @param cookie session cookie, "" for a token
 */
public record Visit(String id, Locale locale, Optional<SignIn.Entry> entry, String cookie) {
    public boolean byToken() {
        return entry.isPresent() && cookie.isEmpty();
    }
}
