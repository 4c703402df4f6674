package org.stepwise.kernel.api.module;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Servers on one database, and how far each is with what the plan asks for (ROL-14). Needs {@code see} on {@code rollout.phase}. */
@ProviderType
public interface Nodes {
    /** Those that run or ran in the last days, by name. */
    List<Node> all();

    /** How a server is. */
    enum State {
        /** It runs what the plan asks for. */
        IN_STEP,
        /** It answers, and lacks something. */
        BEHIND,
        /** It was stopped in good order. */
        STOPPED,
        /** It has not been heard of for some minutes. */
        SILENT
    }

    /**
     * A server.
     *
     * @param id lasts over restarts
     * @param name for people: the machine and its port, or what the operator calls it
     * @param here is it the one that was asked?
     * @param started when it started last
     * @param seen when it was heard of last
     */
    record Node(
            String id, String name, boolean here, State state, Instant started, Instant seen, List<Trouble> troubles) {}

    /**
     * What a server cannot do that the plan asks for; it goes on trying.
     *
     * @param wanted version that ought to run, "" when that is not known
     * @param key of the sentence that tells why
     * @param since when it was found first
     */
    record Trouble(String module, String wanted, String key, Map<String, Object> args, Instant since) {}
}
