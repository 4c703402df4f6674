package org.stepwise.kernel.api.job;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** How far a job is; telling it is also where a cancelled job ends. */
@ProviderType
public interface Progress {
    /** @throws Cancelled when somebody cancelled the job */
    void at(long done, long total);

    /** A line for the job's page: text key and arguments. */
    void note(String key, Map<String, Object> args);

    /**
     * Leaves a file with the run, for whoever may see the run; kept as long as the run. A second one takes the first one's place.
     *
     * @param content at most 64 MB
     */
    default void file(String name, String media, byte[] content) {}

    /** Ends the job's work when it was cancelled. */
    final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
