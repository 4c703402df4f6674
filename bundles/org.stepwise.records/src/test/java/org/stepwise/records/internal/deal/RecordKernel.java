package org.stepwise.records.internal.deal;

import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.rollout.Openings;
import org.stepwise.testkit.Organisation;
import org.stepwise.testkit.TestKernel;

/**
 * The kernel with the engine, the deals and a small company: {@code boss} above the department heads {@code east} and {@code west}
 * in two segments; {@code amy} and {@code ann} sell under {@code lead} in the east, {@code bob} in the west; {@code eve} has no role.
 */
public final class RecordKernel extends ExternalResource {
    private final TestKernel kernel;
    private final String database;
    private final Organisation organisation;
    private TestKernel.Installed deals;

    private RecordKernel(TestKernel kernel, String database) {
        this.kernel = kernel;
        this.database = database;
        this.organisation = new Organisation(kernel);
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
        deals = kernel.install(new DealModule(), "deal", new DealType(), new StepType(), new ClientType());
        company();
    }

    /** The module of the deals goes, as when its phase is rolled back. */
    public void closeDeals() {
        deals.close();
    }

    private <T> void offer(Class<T> service, T object) {
        if (kernel.context().getServiceReference(service) == null) {
            kernel.context().registerService(service, object, new Hashtable<>());
        }
    }

    private void company() {
        organisation.unit("group", "GROUP", "");
        organisation.unit("eastern", "SEGMENT", "group");
        organisation.unit("western", "SEGMENT", "group");
        organisation.unit("east", "DEPARTMENT", "eastern");
        organisation.unit("west", "DEPARTMENT", "western");
        person("boss", "group", "");
        person("east", "east", "boss");
        person("west", "west", "boss");
        person("lead", "east", "east");
        person("amy", "east", "lead");
        person("ann", "east", "lead");
        person("bob", "west", "west");
        person("eve", "west", "west");
        for (String who : List.of("boss", "east", "west", "lead", "amy", "ann", "bob")) role("salesperson", who);
        role("department-head", "east");
        role("department-head", "west");
    }

    /** @param superior account, "" for whoever heads the unit */
    public long person(String account, String unit, String superior) {
        return organisation.person(account, unit, superior, 3);
    }

    public void role(String role, String account) {
        organisation.role(role, account);
    }

    public long person(String account) {
        return organisation.person(account);
    }

    public long unit(String code) {
        return organisation.unit(code);
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
