package org.stepwise.moduletest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.testkit.Organisation;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;

/**
 * A small company as a JUnit rule for a module's own tests: the group {@code group} with two segments, {@code eastern} and {@code
 * western}, to which the modules are open, and below them the departments {@code east} and {@code west}. Whoever works in the group
 * itself has nothing open. Everybody is cleared to level 3.
 *
 * <pre>
 * &#64;ClassRule
 * public static final ModuleCompany COMPANY = ModuleCompany.open("fleet").person("amy", "east", "salesperson");
 * </pre>
 */
public final class ModuleCompany extends ExternalResource {
    private static final int CLEARANCE = 3;
    private final TestKernel kernel;
    private final Organisation organisation;
    private final PageTester pages;
    private final List<String> modules;
    private final Map<String, String[]> people = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();

    private ModuleCompany(TestKernel kernel, List<String> modules) {
        this.kernel = kernel;
        this.organisation = new Organisation(kernel);
        this.pages = PageTester.on(kernel);
        this.modules = modules;
    }

    /** On PostgreSQL where the build offers one, else on Derby in memory. @param modules ids of modules on the class path */
    public static ModuleCompany open(String... modules) {
        return on(TestKernel.fresh(), modules);
    }

    /** @param kernel not started yet */
    public static ModuleCompany on(TestKernel kernel, String... modules) {
        return new ModuleCompany(kernel, List.of(modules));
    }

    /** Before the start: somebody who works there. */
    public ModuleCompany person(String account, String unit, String... roles) {
        people.put(account, roles.clone());
        units.put(account, unit);
        return this;
    }

    @Override
    public void before() {
        kernel.before();
        for (String module : modules) {
            TestKernel.await(
                    module + " is ready",
                    () -> kernel.get(Modules.class).find(module).isPresent(),
                    () -> kernel.get(Modules.class).all().toString());
        }
        organisation.unit("group", "GROUP", "");
        organisation.unit("eastern", "SEGMENT", "group");
        organisation.unit("western", "SEGMENT", "group");
        organisation.unit("east", "DEPARTMENT", "eastern");
        organisation.unit("west", "DEPARTMENT", "western");
        people.forEach((account, roles) -> join(account, units.get(account), roles));
        if (!modules.isEmpty()) phase("everybody", "eastern", "western");
    }

    /** Somebody new, after the start. */
    public void join(String account, String unit, String... roles) {
        organisation.person(account, unit, "", CLEARANCE);
        for (String role : roles) organisation.role(role, account);
    }

    @Override
    public void after() {
        kernel.after();
    }

    /** Opens the modules to units and all below them by a phase of that code. */
    public void phase(String code, String... opened) {
        Set<Long> scope = Stream.of(opened).map(organisation::unit).collect(Collectors.toSet());
        PhaseDraft draft = new PhaseDraft(
                code,
                code,
                "",
                Optional.empty(),
                Optional.empty(),
                Set.copyOf(modules),
                scope,
                Set.of(),
                Set.of(),
                List.of(),
                List.of());
        kernel.system(() -> {
            kernel.get(Rollout.class).create(draft);
            kernel.get(Rollout.class).activate(code);
        });
    }

    public TestKernel kernel() {
        return kernel;
    }

    public Organisation organisation() {
        return organisation;
    }

    public PageTester pages() {
        return pages;
    }

    public <T> T get(Class<T> service) {
        return kernel.get(service);
    }

    public long idOf(String account) {
        return organisation.person(account);
    }

    public <T> T as(String account, Supplier<T> work) {
        return kernel.as(account, work);
    }

    public void run(String account, Runnable work) {
        kernel.as(account, work);
    }

    public RecordId create(String account, String type, Map<String, ?> values) {
        return as(account, () -> get(Records.class).create(type, values));
    }

    public Card card(String account, RecordId record) {
        return as(account, () -> get(Records.class).card(record));
    }

    /** Runs one of the type's actions. */
    public void act(String account, RecordId record, String action) {
        run(account, () -> {
            Records records = get(Records.class);
            records.act(record, records.card(record).row().version(), action);
        });
    }
}
