package org.stepwise.kernel.internal.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.job.Loop;

/**
 * Chains committed audit rows: each gets the next place and a hash over itself and the hash before. The one row of
 * {@code kernel_audit_end} is locked while chaining, so that one runner works at a time, on whatever node.
 */
@Component(service = {Chain.class, ReadyListener.class})
public final class Chain implements ReadyListener {
    private static final int STEP = 500;
    private static final String COLUMNS =
            "id, happened_at, person_id, account, on_behalf, door, what, about, details, place, hash";
    private final Transactions transactions;
    private final Loop loop = new Loop("audit-chain", Duration.ofSeconds(1), this::chainAll);

    /** Everything of a row that the hash covers, and its place. */
    private record Link(long id, String content, long place, String hash) {}

    private record End(long place, long entry, String hash) {}

    @Activate
    public Chain(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void ready(Module module) {
        if (module.id().equals("kernel")) loop.start();
    }

    @Deactivate
    public void stop() {
        loop.stop();
    }

    void wake() {
        loop.wake();
    }

    /** Chains all that is committed. */
    public void chainAll() {
        boolean more = true;
        while (more) more = transactions.apart(this::chain) == STEP;
    }

    private int chain() {
        Sql sql = transactions.sql();
        if (sql.number("select count(*) from kernel_audit where place is null") == 0) return 0;
        sql.update("update kernel_audit_end set place = place where id = 1");
        End end = end();
        List<Link> open = sql.list(
                "select " + COLUMNS + " from kernel_audit where place is null order by id" + sql.limit(STEP),
                Chain::link);
        List<Object[]> changes = new ArrayList<>();
        for (Link link : open) {
            String hash = hash(end.hash(), link.content());
            end = new End(end.place() + 1, link.id(), hash);
            changes.add(new Object[] {end.place(), hash, link.id()});
        }
        sql.batch("update kernel_audit set place = ?, hash = ? where id = ?", changes);
        sql.update(
                "update kernel_audit_end set place = ?, entry_id = ?, hash = ? where id = 1",
                end.place(),
                end.entry(),
                end.hash());
        return open.size();
    }

    private End end() {
        return transactions
                .sql()
                .first(
                        "select place, entry_id, hash from kernel_audit_end where id = 1",
                        row -> new End(row.number(1), row.number(2), row.text(3)))
                .orElse(new End(0, 0, ""));
    }

    /** The last row that was removed for its age. */
    private End start() {
        return transactions
                .sql()
                .first(
                        "select place, hash from kernel_audit_start where id = 1",
                        row -> new End(row.number(1), 0, row.text(2)))
                .orElse(new End(0, 0, ""));
    }

    /** Walks from the first row to the end that is known at the beginning. */
    Audit.Verification verify() {
        End end = transactions.read(this::end);
        End start = transactions.read(this::start);
        long place = start.place();
        String hash = start.hash();
        while (place < end.place()) {
            List<Link> links = next(place, end.place());
            for (Link link : links) {
                hash = hash(hash, link.content());
                if (link.place() != place + 1 || !link.hash().equals(hash)) return broken(place, link.id());
                place++;
            }
            if (links.isEmpty()) return broken(place, end.entry());
        }
        boolean cut = !hash.equals(end.hash())
                || beyond(end.place()) && transactions.read(this::end).equals(end);
        return cut
                ? broken(place, end.entry())
                : new Audit.Verification(place - start.place(), Optional.empty(), tail());
    }

    private List<Link> next(long after, long last) {
        Sql sql = transactions.sql();
        return transactions.read(() -> sql.list(
                "select " + COLUMNS + " from kernel_audit where place > ? and place <= ? order by place, id"
                        + sql.limit(STEP),
                Chain::link,
                after,
                last));
    }

    /** A row behind the end was not put there by the runner. */
    private boolean beyond(long place) {
        return transactions.sql().number("select count(*) from kernel_audit where place > ?", place) > 0;
    }

    private Audit.Verification broken(long checked, long entry) {
        return new Audit.Verification(checked, Optional.of(entry), tail());
    }

    private long tail() {
        return transactions.sql().number("select count(*) from kernel_audit where place is null");
    }

    private static Link link(Sql.Row row) throws SQLException {
        StringBuilder content = new StringBuilder();
        add(content, String.valueOf(row.number(1)));
        add(content, stamp(row.instant(2).orElse(Instant.EPOCH)));
        for (int column = 3; column <= 9; column++) add(content, row.text(column));
        return new Link(row.number(1), content.toString(), row.number(10), row.text(11));
    }

    /** With its length before, so that text cannot move from one column into the next unseen. */
    private static void add(StringBuilder content, String part) {
        content.append(part.length()).append(':').append(part).append(';');
    }

    private static String stamp(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String hash(String before, String content) {
        try {
            byte[] bytes = (before + "\n" + content).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
