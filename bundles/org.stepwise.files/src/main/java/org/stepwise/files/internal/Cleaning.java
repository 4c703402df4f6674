package org.stepwise.files.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.tx.Transactions;

/** Removes contents that no file has referred to for a day, and what broken uploads left aside. */
@Component(service = JobBody.class)
@Job(id = "files/cleaning", every = "PT6H")
public final class Cleaning implements JobBody {
    private static final Duration GRACE = Duration.ofDays(1);
    private static final int BATCH = 500;
    private static final String UNREFERENCED =
            " used_at < ? and not exists (select 1 from files_file f where f.digest = files_blob.digest)";
    private final Transactions tx;
    private final BlobDirectory blobs;
    private final Clock clock;

    @Activate
    public Cleaning(@Reference Transactions tx, @Reference BlobDirectory blobs, @Reference Clock clock) {
        this.tx = tx;
        this.blobs = blobs;
        this.clock = clock;
    }

    @Override
    public void run(Progress progress) {
        Instant before = clock.instant().minus(GRACE);
        blobs.clean(before);
        long removed = 0;
        List<String> found = unreferenced(before);
        while (!found.isEmpty()) {
            for (String digest : found) remove(digest, before);
            removed += found.size();
            progress.at(removed, removed);
            found = found.size() < BATCH ? List.of() : unreferenced(before);
        }
        if (removed > 0) progress.note("files.note.removed", Map.of("count", removed));
    }

    private List<String> unreferenced(Instant before) {
        return tx.read(() -> tx.sql()
                .list(
                        "select digest from files_blob where" + UNREFERENCED
                                + tx.sql().limit(BATCH),
                        row -> row.text(1),
                        before));
    }

    /** The row stays locked until its content is gone: somebody who attaches the same content waits, and brings it anew. */
    private void remove(String digest, Instant before) {
        tx.run(() -> {
            int gone = tx.sql().update("delete from files_blob where digest = ? and" + UNREFERENCED, digest, before);
            if (gone > 0) blobs.delete(digest);
        });
    }
}
