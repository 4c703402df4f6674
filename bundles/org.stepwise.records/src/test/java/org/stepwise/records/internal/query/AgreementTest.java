package org.stepwise.records.internal.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.records.internal.Engine;
import org.stepwise.records.internal.RecordGateway;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.records.internal.index.Indexes;
import org.stepwise.testkit.Covers;

/** The query and the predicate agree on generated data, whichever way a list is read (ACC-7). */
public class AgreementTest {
    private static final int DEALS = 150;
    private static final long EVERYONE = 1;
    private static final List<String> PEOPLE =
            List.of("boss", "east", "west", "lead", "amy", "ann", "bob", "eve", "auditor", "segment", "assistant");

    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static final Random RANDOM = new Random(20260301);
    private static Platform platform;
    private static Engine engine;
    private static Indexes indexes;

    @BeforeClass
    public static void generate() {
        engine = KERNEL.get(RecordGateway.class).engine();
        platform = engine.platform();
        KERNEL.kernel().system(() -> {
            KERNEL.person("auditor", "group", "");
            KERNEL.person("segment", "east", "");
            KERNEL.person("assistant", "east", "");
        });
        KERNEL.role("auditor", "auditor");
        KERNEL.role("segment-head", "segment");
        KERNEL.role("assistant", "assistant");
        indexes = new Indexes(KERNEL.get(Transactions.class), KERNEL.get(Types.class));
        for (String type : List.of("demo.deal", "demo.step")) indexes.make(type(type));
        for (int i = 0; i < DEALS; i++) deal((i % 3 == 0 ? "deal " : i % 3 == 1 ? "Deal " : "DEAL ") + i);
    }

    private static RecordType<?> type(String id) {
        return KERNEL.get(Types.class).require(id);
    }

    @SafeVarargs
    private static <T> T any(T... of) {
        return of[RANDOM.nextInt(of.length)];
    }

    private static void deal(String name) {
        RecordId deal = KERNEL.kernel()
                .system(() -> KERNEL.records()
                        .create(
                                "demo.deal",
                                Map.of("name", name, "ownerId", KERNEL.person(any(PEOPLE.toArray(String[]::new))))));
        RecordId step = KERNEL.kernel()
                .system(() -> KERNEL.records().create("demo.step", Map.of("name", name, "dealId", deal.id())));
        long unit = KERNEL.unit(any("group", "eastern", "western", "east", "west"));
        long segment = any(0L, KERNEL.unit("eastern"), KERNEL.unit("western"));
        int level = RANDOM.nextInt(6);
        boolean deleted = RANDOM.nextInt(20) == 0;
        for (RecordId record : List.of(deal, step)) {
            KERNEL.sql()
                    .update(
                            "update " + record.type().replace('.', '_')
                                    + " set unit_id = ?, segment_id = ?, security_level = ?, deleted = ? where id = ?",
                            unit,
                            segment,
                            level,
                            deleted,
                            record.id());
        }
        KERNEL.sql().update("update demo_deal set amount = ? where id = ?", amount(), deal.id());
        Set<Long> principals = new TreeSet<>();
        for (int i = RANDOM.nextInt(3); i > 0; i--) principals.add(principal());
        for (long principal : principals) share(deal, principal);
    }

    private static Optional<java.math.BigDecimal> amount() {
        return RANDOM.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(java.math.BigDecimal.valueOf(RANDOM.nextInt(20)));
    }

    private static long principal() {
        if (RANDOM.nextInt(40) == 0) return EVERYONE;
        if (RANDOM.nextBoolean()) return KERNEL.person(any(PEOPLE.toArray(String[]::new)));
        long unit = KERNEL.unit(any("group", "eastern", "east", "west"));
        return RANDOM.nextBoolean()
                ? unit
                : KERNEL.sql().number("select below_id from directory_unit where id = ?", unit);
    }

    private static void share(RecordId deal, long principal) {
        Optional<LocalDate> until =
                RANDOM.nextInt(4) == 0 ? Optional.of(platform.today().minusDays(RANDOM.nextInt(3))) : Optional.empty();
        KERNEL.sql()
                .update(
                        "insert into share (type, principal_id, record_id, rights, until_day, shared_by, shared_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        deal.type(),
                        principal,
                        deal.id(),
                        "see",
                        until,
                        principal,
                        platform.now());
    }

    private static Lists lists(Plan plan) {
        Statistics none = new Statistics(platform, work -> {});
        return new Lists(
                platform, engine.gate(), none, engine.titles(), indexes::hint, (listing, statistics, limit) -> plan);
    }

    private static List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        for (Plan.Shape shape : Plan.Shape.values()) plans.add(new Plan(shape, 40, Sharing.READ));
        if (platform.postgres()) {
            plans.add(new Plan(Plan.Shape.WALK, 40, Sharing.PROBED));
            plans.add(new Plan(Plan.Shape.WALK, 40, Sharing.SPANNED));
            plans.add(new Plan(Plan.Shape.BY_FILTER, 40, Sharing.PROBED));
        } else {
            // on Derby a walk is a direct read, and reading by filter is collecting
            plans.removeIf(plan -> plan.shape() == Plan.Shape.WALK || plan.shape() == Plan.Shape.BY_FILTER);
        }
        return plans;
    }

    private static List<Long> listed(Plan plan, String type, String account, Query query) {
        Lists lists = lists(plan);
        List<Long> ids = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            String after = next.get();
            Rows page = KERNEL.as(account, () -> platform.tx().read(() -> lists.list(type, query.after(after))));
            page.rows().stream().map(Row::id).forEach(ids::add);
            next = page.next();
        }
        return ids;
    }

    private static Set<Long> allowed(String type, String account) {
        return KERNEL.as(account, () -> platform.tx().read(() -> allowed(type(type))));
    }

    private static <T extends Entity> Set<Long> allowed(RecordType<T> type) {
        Access access = KERNEL.get(Access.class);
        Callers callers = KERNEL.get(Callers.class);
        Set<Long> ids = new TreeSet<>();
        platform.sql()
                .list("select id from " + type.table() + " where not deleted", row -> row.number(1))
                .forEach(id -> {
                    T record = platform.tx().entities(type.entity()).find(type.entity(), id);
                    if (access.may(callers.current(), type.id(), record, "see")) ids.add(id);
                });
        return ids;
    }

    @Test
    @Covers("ACC-7")
    public void whatIsListedIsWhatMayBeSeenWhicheverWayItIsRead() {
        int seen = 0;
        for (String account : PEOPLE) {
            for (String type : List.of("demo.deal", "demo.step")) {
                Set<Long> allowed = allowed(type, account);
                seen += allowed.size();
                for (Plan plan : plans()) {
                    List<Long> listed = listed(plan, type, account, Query.ALL.limit(31));
                    assertEquals(account + " " + type + " " + plan, allowed, new TreeSet<>(listed));
                    assertEquals(account + " " + type + " " + plan, allowed.size(), listed.size());
                }
            }
        }
        assertTrue("the data is worth something: " + seen, seen > DEALS);
    }

    @Test
    @Covers("ACC-7")
    public void everyWayGivesTheSameOrder() {
        for (String account : List.of("east", "amy", "auditor", "segment")) {
            for (String sort : Arrays.asList("amount", "-amount", "name", "-createdAt", "createdAt", "-ownerId")) {
                Query query = Query.ALL.sort(sort).limit(40);
                List<Long> expected = listed(Plan.of(Plan.Shape.PLAIN), "demo.deal", account, query);
                for (Plan plan : plans()) {
                    assertEquals(sort + " " + plan, expected, listed(plan, "demo.deal", account, query));
                }
            }
        }
    }

    @Test
    @Covers("ACC-7")
    public void everyWayReadsWhatAPrefixFindsInOneOrder() {
        for (String account : List.of("east", "amy", "auditor", "segment")) {
            for (String sort : List.of("name", "-name")) {
                Query query = Query.ALL.where(new Filter("name", Filter.Op.LIKE, "DEAL 1*"));
                List<Long> expected = listed(
                        Plan.of(Plan.Shape.PLAIN),
                        "demo.deal",
                        account,
                        query.sort(sort).limit(500));
                Set<Long> found = new TreeSet<>(expected);
                Set<Long> meant = allowed("demo.deal", account);
                meant.removeIf(id -> !nameOf(id).startsWith("deal 1"));
                assertEquals(account, meant, found);
                for (Plan plan : plans()) {
                    assertEquals(
                            sort + " " + plan,
                            expected,
                            listed(plan, "demo.deal", account, query.sort(sort).limit(7)));
                }
            }
        }
    }

    private static String nameOf(long id) {
        return KERNEL.sql()
                .first("select lower(name) from demo_deal where id = ?", row -> row.text(1), id)
                .orElse("");
    }

    @Test
    @Covers("ACC-7")
    public void countsAgreeWithLists() {
        Counts counts = new Counts(
                platform, engine.gate(), lists(Plan.of(Plan.Shape.PLAIN)), new Statistics(platform, w -> {}));
        for (String account : PEOPLE) {
            long allowed = allowed("demo.deal", account).size();
            Rows.Count count =
                    KERNEL.as(account, () -> platform.tx().read(() -> counts.count("demo.deal", Query.ALL, 1_000)));
            assertEquals(account, new Rows.Count(allowed, true), count);
            Rows.Count few =
                    KERNEL.as(account, () -> platform.tx().read(() -> counts.count("demo.deal", Query.ALL, 5)));
            assertEquals(account, new Rows.Count(Math.min(5, allowed), allowed <= 5), few);
        }
    }

    @Test
    @Covers("ACC-7")
    public void titlesShowForWhatMayBeSeenOnly() {
        for (String account : PEOPLE) {
            List<RecordId> all =
                    KERNEL.sql().list("select id from demo_deal", row -> RecordId.of("demo.deal", row.number(1)));
            Set<Long> shown = new TreeSet<>();
            KERNEL.as(account, () -> KERNEL.records().titles(all)).keySet().forEach(r -> shown.add(r.id()));
            assertEquals(account, allowed("demo.deal", account), shown);
        }
    }
}
