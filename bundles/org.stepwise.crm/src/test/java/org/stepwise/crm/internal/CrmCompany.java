package org.stepwise.crm.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.Assert;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.testkit.Organisation;
import org.stepwise.testkit.TestKernel;

/**
 * The whole kernel with CRM opened to a small company of two segments. In the east {@code amy} and {@code ann} sell under {@code lead},
 * above whom stands the department's head {@code east}; {@code eve} works there too, without a role. In the west {@code bob} sells.
 * {@code pres} manages the group. {@code old} is the segment head of the east. Everybody is cleared to level 3, {@code low} to 0.
 */
public final class CrmCompany extends ExternalResource {
    private final TestKernel kernel = TestKernel.fresh();
    private final Organisation organisation = new Organisation(kernel);

    @Override
    public void before() {
        kernel.before();
        Types types = kernel.get(Types.class);
        for (String type : List.of("crm.customer", "crm.contact", "crm.activity")) {
            TestKernel.await(type + " is ready", () -> types.find(type).isPresent());
        }
        found();
        kernel.system(this::open);
    }

    private void found() {
        organisation.unit("group", "GROUP", "");
        organisation.unit("eastern", "SEGMENT", "group");
        organisation.unit("western", "SEGMENT", "group");
        organisation.unit("east", "DEPARTMENT", "eastern");
        organisation.unit("west", "DEPARTMENT", "western");
        person("pres", "group", "", 9, "group-management");
        person("old", "eastern", "pres", 3, "segment-head");
        person("east", "east", "old", 3, "department-head");
        person("lead", "east", "east", 3, "salesperson");
        person("amy", "east", "lead", 3, "salesperson");
        person("ann", "east", "lead", 3, "salesperson");
        person("low", "east", "lead", 0, "salesperson");
        person("eve", "east", "lead", 3, "staff");
        person("bob", "west", "pres", 3, "salesperson");
    }

    private void person(String account, String unit, String superior, int clearance, String role) {
        organisation.person(account, unit, superior, clearance);
        organisation.role(role, account);
    }

    private void open() {
        Rollout rollout = get(Rollout.class);
        rollout.create(new PhaseDraft(
                "all",
                "Everybody",
                "",
                Optional.empty(),
                Optional.empty(),
                Set.of("crm"),
                Set.of(organisation.unit("group")),
                Set.of(),
                Set.of(),
                List.of(),
                List.of()));
        rollout.activate("all");
    }

    @Override
    public void after() {
        kernel.after();
    }

    public TestKernel kernel() {
        return kernel;
    }

    public <T> T get(Class<T> service) {
        return kernel.get(service);
    }

    public Records records() {
        return kernel.get(Records.class);
    }

    public long person(String account) {
        return organisation.person(account);
    }

    public long unit(String code) {
        return organisation.unit(code);
    }

    public <T> T as(String account, Supplier<T> work) {
        return kernel.as(account, work);
    }

    public void run(String account, Runnable work) {
        kernel.as(account, work);
    }

    /** A customer of that person. @param more names and values in turn */
    public RecordId customer(String account, String name, Object... more) {
        return create(account, "crm.customer", with(Map.of("name", name), more));
    }

    public RecordId contact(String account, RecordId customer, String name, Object... more) {
        return create(account, "crm.contact", with(Map.of("customerId", customer.id(), "name", name), more));
    }

    public RecordId activity(String account, RecordId customer, Object... more) {
        return create(account, "crm.activity", with(Map.of("customerId", customer.id(), "kind", "call"), more));
    }

    private RecordId create(String account, String type, Map<String, Object> values) {
        return as(account, () -> records().create(type, values));
    }

    private static Map<String, Object> with(Map<String, ?> first, Object... more) {
        Map<String, Object> values = new HashMap<>(first);
        for (int i = 0; i < more.length; i += 2) values.put(more[i].toString(), more[i + 1]);
        return values;
    }

    public Card card(String account, RecordId record) {
        return as(account, () -> records().card(record));
    }

    public void update(String account, RecordId record, Object... changes) {
        run(account, () -> {
            long version = records().card(record).row().version();
            records().update(record, version, with(Map.of(), changes));
        });
    }

    public boolean sees(String account, RecordId record) {
        return as(account, () -> records().visible(record));
    }

    /** Fields and message keys of what is refused, in order. */
    public List<String> refused(Runnable work) {
        Invalid invalid = Assert.assertThrows(Invalid.class, work::run);
        return invalid.violations().stream()
                .map(violation -> violation.field() + " " + violation.code())
                .sorted()
                .toList();
    }

    /** What is refused of a new customer with this value. */
    public List<String> refused(String field, Object value) {
        return refused(() -> customer("amy", "上海华芯半导体有限公司", field, value));
    }

    public Object value(RecordId record, String field) {
        return card("amy", record).row().value(field);
    }
}
