package org.stepwise.web.internal.shop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;

/**
 * The pages with a small company: {@code amy} and {@code ann} sell in the east under {@code head}, {@code bob} in the west, {@code root}
 * administers. The module shop is open to the east only.
 */
public final class Shop extends ExternalResource {
    private final TestKernel kernel = TestKernel.onDerby();
    private final Map<String, Long> ids = new HashMap<>();
    private PageTester pages;

    @Override
    public void before() {
        kernel.before();
        kernel.install(new ShopModule(), "shop", new OrderType(), new ItemType());
        kernel.system(this::company);
        pages = PageTester.on(kernel);
        Rollout rollout = kernel.get(Rollout.class);
        kernel.as("root", () -> {
            rollout.create(new PhaseDraft(
                    "pilot",
                    "Pilot",
                    "Learn",
                    Optional.empty(),
                    Optional.empty(),
                    Set.of("shop"),
                    Set.of(ids.get("east")),
                    Set.of(),
                    Set.of(),
                    List.of("Train"),
                    List.of("All have signed in")));
            rollout.activate("pilot");
        });
    }

    @Override
    public void after() {
        kernel.after();
    }

    private void company() {
        ids.put("group", unit("group", "GROUP", 0));
        ids.put("east", unit("east", "DEPARTMENT", ids.get("group")));
        ids.put("west", unit("west", "DEPARTMENT", ids.get("group")));
        long post = records()
                .create("directory.post", Map.of("code", "sales", "nameZh", "销售", "level", 3))
                .id();
        person("root", "group", post, "administrator");
        person("head", "east", post, "department-head");
        person("amy", "east", post, "salesperson");
        person("ann", "east", post, "salesperson");
        person("guest", "west", post, "staff");
        person("bob", "west", post, "salesperson");
    }

    private long unit(String code, String kind, long parent) {
        Map<String, Object> values = new HashMap<>(Map.of("code", code, "nameZh", code, "kind", kind));
        if (parent != 0) values.put("parentId", parent);
        return records().create("directory.unit", values).id();
    }

    private void person(String account, String unit, long post, String role) {
        long id = records()
                .create("directory.person", Map.of("account", account, "name", account, "locale", "en"))
                .id();
        ids.put(account, id);
        records()
                .create(
                        "directory.position",
                        Map.of("personId", id, "inUnitId", ids.get(unit), "postId", post, "primaryPosition", true));
        kernel.get(Directory.class).grantRole(role, id, Set.of());
    }

    public Records records() {
        return kernel.get(Records.class);
    }

    public PageTester.Visitor as(String account) {
        return pages.as(account);
    }

    /** A page that is there. */
    public Document page(String account, String address) {
        PageTester.Answer answer = as(account).get(address);
        if (answer.status() != 200) {
            throw new AssertionError(address + ": " + answer.status() + " "
                    + answer.html().select("main").text());
        }
        return answer.html();
    }

    public PageTester pages() {
        return pages;
    }

    public TestKernel kernel() {
        return kernel;
    }

    public long id(String code) {
        return ids.get(code);
    }

    /** An order of amy's. */
    public RecordId order(String name) {
        return kernel.as("amy", () -> records().create("shop.order", Map.of("name", name, "amount", "1200")));
    }
}
