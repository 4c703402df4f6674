package org.stepwise.kernel.api.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Jobs known and their runs (JOB-1). */
@ProviderType
public interface Jobs {
    List<Info> jobs();

    /** Newest first. @param job "" for all */
    List<Run> runs(String job, int limit);

    /** What the caller started, newest first. */
    List<Run> mine(int limit);

    /** Starts one now. @return the run's id; @throws org.stepwise.kernel.api.NotFound naming jobs that are like it */
    long start(String job);

    /** Runs work that a person started (an import, an export) in the background under that caller. @param title text key */
    long start(String title, JobBody work);

    Optional<Run> run(long id);

    void cancel(long run);

    /** Name of the file that the run left, for who may see the run. */
    Optional<String> fileName(long run);

    /** @throws org.stepwise.kernel.api.NotFound when there is none, or the caller may not see the run */
    Result file(long run);

    /** A file that a run left. */
    record Result(String name, String media, byte[] content) {}

    /** A job that exists. */
    record Info(String id, String every, Optional<Instant> last, Optional<Instant> next, boolean running) {}

    /** State of a run. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /** @param problem what went wrong in the reader's language, "" when nothing */
    record Run(
            long id,
            String job,
            State state,
            long done,
            long total,
            String byName,
            Instant started,
            Optional<Instant> ended,
            String problem,
            int attempt,
            List<String> notes) {}
}
