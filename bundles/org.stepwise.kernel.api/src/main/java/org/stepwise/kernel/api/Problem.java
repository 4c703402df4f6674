package org.stepwise.kernel.api;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What went wrong, as a text key with named arguments; doors turn it into a page or problem+json in the reader's
 * language. Only the five subclasses exist; anything else that is thrown is a bug and shows as an incident.
 */
@ProviderType
public abstract class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String key;
    private final transient Map<String, Object> args;

    Problem(String key, Map<String, Object> args) {
        super(key + args);
        this.key = key;
        this.args = Map.copyOf(args);
    }

    /** Text key of the sentence that tells what happened and what to do. */
    public String key() {
        return key;
    }

    /** Named arguments of the sentence. */
    public Map<String, Object> args() {
        return args == null ? Map.of() : args;
    }
}
