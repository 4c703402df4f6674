package org.stepwise.survey.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.notice.Notices;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

/**
 * Heads {@code hana} of hall and {@code kurt} of kitchen; {@code key} helps in the kitchen; {@code root} rolls out. One on each
 * database there is.
 */
final class SurveyCompany {
    final TestKernel kernel;
    private final String name;

    private SurveyCompany(TestKernel kernel, String name) {
        this.kernel = kernel;
        this.name = name;
    }

    /** Not open yet. */
    static List<SurveyCompany> onEachDatabase() {
        List<SurveyCompany> companies = new ArrayList<>(List.of(new SurveyCompany(TestKernel.onDerby(), "Derby")));
        if (TestKernel.postgres().isPresent()) companies.add(new SurveyCompany(TestKernel.fresh(), "PostgreSQL"));
        return companies;
    }

    @Override
    public String toString() {
        return name;
    }

    void open() {
        kernel.before();
        kernel.system(() -> kernel.get(Transactions.class).run(() -> {
            long group = make("directory.unit", Map.of("code", "group", "nameZh", "集团", "kind", "GROUP"));
            person("root", Roles.ADMINISTRATOR);
            person("key", Roles.STAFF);
            unit("hall", group, person("hana", Roles.DEPARTMENT_HEAD));
            unit("kitchen", group, person("kurt", Roles.DEPARTMENT_HEAD));
            make("directory.unit", Map.of("code", "attic", "nameZh", "阁楼", "kind", "DEPARTMENT", "parentId", group));
        }));
    }

    private void unit(String code, long parent, long head) {
        make(
                "directory.unit",
                Map.of("code", code, "nameZh", code, "kind", "DEPARTMENT", "parentId", parent, "headId", head));
    }

    private long person(String account, String role) {
        long id = make(
                "directory.person", Map.of("account", account, "name", account, "state", "ACTIVE", "locale", "en"));
        kernel.get(Directory.class).grantRole(role, id, Set.of());
        return id;
    }

    private long make(String type, Map<String, Object> values) {
        return kernel.get(Records.class).create(type, values).id();
    }

    void close() {
        kernel.after();
    }

    Surveys surveys() {
        return kernel.get(Surveys.class);
    }

    <T> T as(String account, Supplier<T> work) {
        return kernel.as(account, work);
    }

    Round send(String form, String answerer, int days, String... units) {
        LocalDate due = surveys().today().plusDays(days);
        return as("root", () -> surveys().send(new Surveys.Sending(form, Set.of(units), answerer, due, "")));
    }

    Sheet only(String account, Round round) {
        return as(account, () -> surveys().mine()).stream()
                .filter(sheet -> sheet.round() == round.id())
                .findFirst()
                .orElseThrow();
    }

    List<String> notices(String account) {
        return as(account, () -> kernel.get(Notices.class).mine(true, 50)).stream()
                .map(one -> one.text())
                .toList();
    }

    static Answers answers(Object... pairs) {
        return new Answers(Item.of(pairs));
    }
}
