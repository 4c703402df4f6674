package org.stepwise.config.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Grants;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.UsageRules;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

/** A system with some units and people: the test system, or the production one. */
final class Site {
    final TestKernel kernel;
    private final String name;
    private TestKernel.Installed paint;

    Site(TestKernel kernel, String name) {
        this.kernel = kernel;
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }

    /** @param others units that are there first, so that ids differ from those of another site */
    void open(int others) {
        kernel.before();
        paint = kernel.install(new PaintModule(), "paint-module", new WallType());
        Transactions tx = kernel.get(Transactions.class);
        kernel.register(ConfigurationPart.class, new PaintColours(tx), Map.of());
        long group = make("directory.unit", Map.of("code", "group", "nameZh", "集团", "kind", "GROUP"));
        for (int i = 0; i < others; i++) unit("other-" + i, group);
        long sales = unit("sales", group);
        unit("east", sales);
        make("directory.post", Map.of("code", "manager", "nameZh", "经理"));
        person("chief", Roles.ADMINISTRATOR);
        person("amy", Roles.STAFF);
    }

    void close() throws Exception {
        paint.close();
        kernel.after();
    }

    private long unit(String code, long parent) {
        return make("directory.unit", Map.of("code", code, "nameZh", code, "kind", "DEPARTMENT", "parentId", parent));
    }

    void person(String account, String role) {
        long id = make("directory.person", Map.of("account", account, "name", account, "state", "ACTIVE"));
        system(() -> kernel.get(Directory.class).grantRole(role, id, Set.of()));
    }

    long make(String type, Map<String, Object> values) {
        return kernel.system(() -> kernel.get(Transactions.class)
                .get(() -> kernel.get(Records.class).create(type, values).id()));
    }

    void system(Runnable work) {
        kernel.system(() -> kernel.get(Transactions.class).run(work));
    }

    ConfigurationTransfer transfer() {
        return kernel.get(ConfigurationTransfer.class);
    }

    /** Something of each part. */
    void setUp() {
        make("directory.role", Map.of("code", "sales-lead", "nameZh", "销售组长", "nameEn", "Sales lead"));
        make(
                "directory.group",
                Map.of(
                        "code",
                        "veterans",
                        "nameZh",
                        "老员工",
                        "ruleUnitId",
                        unit("east").id(),
                        "ruleLevel",
                        3));
        system(() -> {
            Grants grants = kernel.get(Grants.class);
            grants.give(new Grant("sales-lead", "paint.wall", "see", Scope.BRANCH));
            grants.give(new Grant("sales-lead", "directory.person", "see", Scope.ALL));
            grants.give(new Grant(Roles.SALESPERSON, "paint.wall", "export", Scope.UNIT));
            Settings settings = kernel.get(Settings.class);
            settings.set("paint.dryingRules.hours", 0, "60");
            settings.set("paint.mixingRules.litres", unit("east").id(), "48");
            Choices choices = kernel.get(Choices.class);
            choices.put("paint.finish", new Choices.Item("space", "", "航天", "Space", "vio", 900, true));
            choices.put("paint.finish", new Choices.Item("auto", "", "汽车漆", "Car paint", "", 20, true));
            kernel.get(WorkingCalendar.class).mark(LocalDate.of(2027, 1, 9), true, "调休");
            kernel.get(UsageRules.class).publish("paint", "先查重，再新建。", "Look before you make.");
            kernel.get(Transactions.class)
                    .sql()
                    .update("insert into paint_colour (code, name) values ('door', 'green')");
        });
    }

    Unit unit(String code) {
        return kernel.get(Directory.class).requireUnit(code);
    }

    String export() {
        return kernel.system(() -> transfer().export(Set.of()));
    }

    /** What an export says of its parts. */
    String parts() {
        String yaml = export();
        return yaml.substring(yaml.indexOf("\nparts:"));
    }

    /** A document as if exported elsewhere. */
    static String document(String part, String code, Item item) {
        Map<String, Map<String, Item>> parts = new LinkedHashMap<>();
        parts.put(part, Map.of(code, item));
        return document(parts);
    }

    static String document(Map<String, Map<String, Item>> parts) {
        return DocumentWriter.write(parts, Optional.empty(), Instant.EPOCH);
    }
}
