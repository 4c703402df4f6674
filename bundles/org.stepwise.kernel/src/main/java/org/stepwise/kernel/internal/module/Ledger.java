package org.stepwise.kernel.internal.module;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.module.Releases.Failure;
import org.stepwise.kernel.api.module.Releases.Release;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.release.Parcel;
import org.stepwise.kernel.internal.release.Refused;
import org.stepwise.kernel.internal.release.ReleaseRows;
import org.stepwise.kernel.internal.release.ReleaseRules;
import org.stepwise.kernel.internal.release.Shelf;

/** The books of the releases: rows in the database, archives in the home. */
final class Ledger {
    /** A change of another node that took longer has died with it. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Transactions transactions;
    private final Clock clock;
    private final Shelf shelf;
    private final ReleaseRules rules;
    private final ReleaseRows rows;
    private final Removals removals;

    Ledger(Transactions transactions, Clock clock, Shelf shelf, ReleaseRules rules) {
        this.transactions = transactions;
        this.clock = clock;
        this.shelf = shelf;
        this.rules = rules;
        this.rows = new ReleaseRows(transactions.sql());
        this.removals = new Removals(transactions.sql());
    }

    List<Release> of(String module) {
        return transactions.read(() -> rows.of(module));
    }

    Optional<Failure> failure(String module) {
        return transactions.read(() -> rows.failure(module));
    }

    Optional<ReleaseRows.Supplier> supplier(String module) {
        return transactions.read(() -> rows.supplier(module));
    }

    Optional<Release> kept(String module, String version) {
        return of(module).stream()
                .filter(release -> release.version().equals(version))
                .findFirst();
    }

    /** Refuses other content under a version that is known. */
    void refuseOther(Parcel parcel) {
        kept(parcel.module(), parcel.version())
                .filter(release -> !release.checksum().equals(parcel.checksum()))
                .ifPresent(release -> {
                    throw Refused.because("versionTaken", Map.of("version", release.version()));
                });
    }

    /** Marks the change, and keeps the archive. */
    void begin(Parcel parcel) {
        boolean known = kept(parcel.module(), parcel.version()).isPresent();
        byte[] archive = known ? new byte[0] : shelf.archive(parcel);
        transactions.run(() -> {
            begin(parcel.module(), parcel.version());
            if (!known) rows.add(parcel, archive, clock.instant());
        });
        if (!known || !shelf.holds(parcel.module(), parcel.version())) {
            shelf.keep(parcel.module(), parcel.version(), parcel.directory());
        }
    }

    void begin(String module, String version) {
        transactions.run(() -> {
            removals.take();
            removals.refusePurging(module);
            if (rows.coming(module).filter(coming -> !stale(coming)).isPresent()) {
                throw new Conflict("release.problem.underWay", Map.of("module", module));
            }
            rows.begin(module, version, clock.instant(), NodeId.ofThisHome());
        });
    }

    /** This node makes one change at a time, under a lock: a mark of its own that it finds is one that broke off. */
    private boolean stale(ReleaseRows.Coming coming) {
        return coming.node().equals(NodeId.ofThisHome())
                || coming.since().plus(LONGEST).isBefore(clock.instant());
    }

    List<ReleaseRows.Coming> brokenOff() {
        return transactions.read(rows::allComing).stream().filter(this::stale).toList();
    }

    boolean underWay(String module) {
        return transactions.read(() -> rows.coming(module)).isPresent();
    }

    /** What came only for the change goes again. */
    void failed(String module, String version, Unfit why) {
        Instant now = clock.instant();
        transactions.run(() -> rows.failed(module, new Failure(version, now, why.key(), why.args())));
        if (!version.isEmpty() && kept(module, version).isEmpty()) shelf.discard(module, version);
    }

    /** Leaves as many former versions as the operator wants. */
    void tidy(String module) {
        of(module).stream()
                .filter(release -> !release.current())
                .skip(rules.kept())
                .forEach(release -> {
                    transactions.run(() -> rows.remove(module, release.version()));
                    shelf.discard(module, release.version());
                });
    }
}
