package org.stepwise.kernel.internal.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.text.Json;

/** The log's table. Nothing here changes or removes a row. */
@Component(service = Audit.class)
public final class AuditLog implements Audit {
    private static final String TYPE = "kernel.audit";
    private static final int MOST = 1000;
    private final Transactions transactions;
    private final Guard guard;
    private final Chain chain;
    private final Clock clock;

    @Activate
    public AuditLog(
            @Reference Transactions transactions,
            @Reference Guard guard,
            @Reference Chain chain,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.guard = guard;
        this.chain = chain;
        this.clock = clock;
    }

    @Override
    public void write(String what, String about, Map<String, Object> details) {
        Optional<Caller> caller = guard.caller();
        Door door = caller.map(Caller::door).orElse(Door.SYSTEM);
        add(caller, door, what, about, reasoned(caller, details));
    }

    @Override
    public void write(Door door, String what, String about, Map<String, Object> details) {
        add(Optional.empty(), door, what, about, details);
    }

    private void add(Optional<Caller> caller, Door door, String what, String about, Map<String, Object> details) {
        transactions.run(() -> {
            insert(caller, door, what, about, Json.writeDetails(details));
            transactions.afterCommit(chain::wake);
        });
    }

    /** The system's reason is part of what is told. */
    private static Map<String, Object> reasoned(Optional<Caller> caller, Map<String, Object> details) {
        String reason = caller.map(Caller::reason).orElse("");
        if (reason.isEmpty() || details.containsKey("reason")) return details;
        Map<String, Object> more = new java.util.LinkedHashMap<>(details);
        more.put("reason", reason);
        return more;
    }

    private void insert(Optional<Caller> caller, Door door, String what, String about, String details) {
        Sql sql = transactions.sql();
        sql.update(
                "insert into kernel_audit (id, happened_at, person_id, account, on_behalf, door, what, about, details, hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
                sql.nextId("kernel_audit_seq"),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                caller.map(Caller::person).orElse(0L),
                cut(caller.map(Caller::account).orElse(""), 100),
                caller.flatMap(Caller::onBehalf).map(this::account).orElse(""),
                door,
                cut(what, 100),
                cut(about, 300),
                details);
    }

    private String account(long person) {
        return transactions
                .sql()
                .first("select account from directory_person where id = ?", row -> row.text(1), person)
                .orElse(String.valueOf(person));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    @Override
    public List<Entry> list(
            String what,
            String account,
            String about,
            Optional<Instant> from,
            Optional<Instant> to,
            long before,
            int limit) {
        guard.require(Actions.SEE, TYPE);
        List<String> where = new ArrayList<>(List.of("1 = 1"));
        List<Object> args = new ArrayList<>();
        if (!what.isEmpty()) filter(where, args, what.endsWith(".") ? "what like ?" : "what = ?", prefix(what));
        if (!account.isEmpty()) filter(where, args, "account = ?", account);
        if (!about.isEmpty()) filter(where, args, "about = ?", about);
        from.ifPresent(at -> filter(where, args, "happened_at >= ?", at));
        to.ifPresent(at -> filter(where, args, "happened_at < ?", at));
        if (before > 0) filter(where, args, "id < ?", before);
        Sql sql = transactions.sql();
        String query =
                "select id, happened_at, account, on_behalf, door, what, about, details, hash from kernel_audit where "
                        + String.join(" and ", where) + " order by id desc"
                        + sql.limit(Math.max(1, Math.min(limit, MOST)));
        return transactions.read(() -> sql.list(query, AuditLog::entry, args.toArray()));
    }

    /** {@code rollout.} finds everything that begins with it. */
    private static String prefix(String what) {
        return what.endsWith(".") ? what + "%" : what;
    }

    private static void filter(List<String> where, List<Object> args, String condition, Object value) {
        where.add(condition);
        args.add(value);
    }

    private static Entry entry(Sql.Row row) {
        return new Entry(
                row.number(1),
                row.instant(2).orElse(Instant.EPOCH),
                row.text(3),
                row.text(4),
                Door.valueOf(row.text(5)),
                row.text(6),
                row.text(7),
                Json.readDetails(row.text(8)),
                row.text(9));
    }

    @Override
    public Verification verify() {
        guard.require(Actions.SEE, TYPE);
        return chain.verify();
    }
}
