package org.stepwise.records.internal.deal;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.rollout.Openings;
import org.stepwise.testkit.TestKernel;

/**
 * The kernel with the engine, the deals and a small company: {@code boss} above the department heads {@code east} and {@code west}
 * in two segments; {@code amy} and {@code ann} sell under {@code lead} in the east, {@code bob} in the west; {@code eve} has no role.
 */
public final class RecordKernel extends ExternalResource {
    private final TestKernel kernel;
    private final String database;
    private final Map<String, Long> units = new HashMap<>();
    private final Map<String, Long> people = new HashMap<>();
    private long post;

    private RecordKernel(TestKernel kernel, String database) {
        this.kernel = kernel;
        this.database = database;
    }

    /** On PostgreSQL when there is one for tests, else on Derby in memory. */
    public static RecordKernel any() {
        return new RecordKernel(TestKernel.fresh(), TestKernel.postgres().isEmpty() ? "Derby" : "PostgreSQL");
    }

    public static RecordKernel onDerby() {
        return new RecordKernel(TestKernel.onDerby(), "Derby");
    }

    /** On PostgreSQL, whether the tests were given one or not. */
    public static RecordKernel onPostgres() {
        return new RecordKernel(TestKernel.onPostgres(), "PostgreSQL");
    }

    /** On Derby, and on PostgreSQL too where there is one for tests: parameters of a test that holds on both. */
    public static List<RecordKernel> onEach() {
        return TestKernel.postgres().isEmpty() ? List.of(onDerby()) : List.of(onDerby(), any());
    }

    @Override
    public String toString() {
        return database;
    }

    @Override
    public void before() {
        kernel.startOnly();
        offer(Openings.class, (person, principals) -> Opening.NOTHING);
        offer(SearchKeys.class, new PlainKeys());
        Types types = kernel.get(Types.class);
        TestKernel.await(
                "people are ready", () -> types.find("directory.person").isPresent());
        kernel.get(Records.class);
        kernel.install(new DealModule(), "deal", new DealType(), new StepType(), new ClientType());
        kernel.system(this::company);
    }

    private <T> void offer(Class<T> service, T object) {
        if (kernel.context().getServiceReference(service) == null) {
            kernel.context().registerService(service, object, new Hashtable<>());
        }
    }

    private void company() {
        long group = unit("group", "GROUP", 0);
        long eastern = unit("eastern", "SEGMENT", group);
        long western = unit("western", "SEGMENT", group);
        unit("east", "DEPARTMENT", eastern);
        unit("west", "DEPARTMENT", western);
        post = records()
                .create("directory.post", Map.of("code", "sales", "nameZh", "销售", "level", 3))
                .id();
        person("boss", "group", 0);
        person("east", "east", people.get("boss"));
        person("west", "west", people.get("boss"));
        person("lead", "east", people.get("east"));
        person("amy", "east", people.get("lead"));
        person("ann", "east", people.get("lead"));
        person("bob", "west", people.get("west"));
        person("eve", "west", people.get("west"));
        for (String who : people.keySet()) {
            if (!who.equals("eve")) role("salesperson", who);
        }
        role("department-head", "east");
        role("department-head", "west");
    }

    public long unit(String code, String kind, long parent) {
        Map<String, Object> values = new HashMap<>(Map.of("code", code, "nameZh", code, "kind", kind));
        if (parent != 0) values.put("parentId", parent);
        long id = records().create("directory.unit", values).id();
        units.put(code, id);
        return id;
    }

    public long person(String account, String unit, long superior) {
        Map<String, Object> who = Map.of("account", account, "name", account, "clearance", 3);
        RecordId person = records().create("directory.person", who);
        people.put(account, person.id());
        Map<String, Object> position = new HashMap<>(
                Map.of("personId", person.id(), "inUnitId", units.get(unit), "postId", post, "primaryPosition", true));
        if (superior != 0) position.put("superiorId", superior);
        records().create("directory.position", position);
        return person.id();
    }

    public void role(String role, String account) {
        kernel.system(() -> kernel.get(Directory.class).grantRole(role, people.get(account), Set.of()));
    }

    public long person(String account) {
        return people.get(account);
    }

    public long unit(String code) {
        return units.get(code);
    }

    public TestKernel kernel() {
        return kernel;
    }

    public Records records() {
        return kernel.get(Records.class);
    }

    public Sql sql() {
        return kernel.get(Transactions.class).sql();
    }

    public <T> T get(Class<T> service) {
        return kernel.get(service);
    }

    public <T> T as(String account, Supplier<T> work) {
        return kernel.as(account, work);
    }

    public void run(String account, Runnable work) {
        kernel.as(account, work);
    }

    /** A deal of that person. */
    public RecordId deal(String account, String name) {
        return as(account, () -> records().create("demo.deal", Map.of("name", name)));
    }

    @Override
    public void after() {
        kernel.after();
    }

    /** Keys without pinyin. */
    private static final class PlainKeys implements SearchKeys {
        @Override
        public String name(String text) {
            return text.strip().toLowerCase(Locale.ROOT);
        }

        @Override
        public String pinyin(String text) {
            return "";
        }
    }
}
