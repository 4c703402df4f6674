package org.stepwise.kernel.api.signin;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** What access tokens may be held to besides record types. Provided by the door that checks it, read by the sign-in. */
@ConsumerType
public interface Scopes {
    /** Names such as {@code kernel.audit}, without {@code :read}. */
    Set<String> names();
}
