package org.stepwise.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Transactions;

/** A company that a test founds through the records engine, as the system; everybody has the one post {@code sales}. */
public final class Organisation {
    private final TestKernel kernel;
    private final Map<String, Long> units = new HashMap<>();
    private final Map<String, Long> people = new HashMap<>();
    private long post;

    public Organisation(TestKernel kernel) {
        this.kernel = kernel;
    }

    private long made(String type, Map<String, ?> values) {
        return kernel.system(() -> kernel.get(Records.class).create(type, values))
                .id();
    }

    /** @param parent code of a unit of this company, "" for the root */
    public long unit(String code, String kind, String parent) {
        Map<String, Object> values = new HashMap<>(Map.of("code", code, "nameZh", code, "kind", kind));
        if (!parent.isEmpty()) values.put("parentId", unit(parent));
        units.put(code, made("directory.unit", values));
        return unit(code);
    }

    /** @param superior account of a person of this company, "" for whoever heads the unit */
    public long person(String account, String unit, String superior, int clearance) {
        long id = made("directory.person", Map.of("account", account, "name", account, "clearance", clearance));
        people.put(account, id);
        Map<String, Object> position = new HashMap<>(
                Map.of("personId", id, "inUnitId", unit(unit), "postId", post(), "primaryPosition", true));
        if (!superior.isEmpty()) position.put("superiorId", person(superior));
        made("directory.position", position);
        return id;
    }

    private long post() {
        if (post == 0) post = made("directory.post", Map.of("code", "sales", "nameZh", "销售", "level", 3));
        return post;
    }

    public void role(String role, String account) {
        kernel.system(() -> kernel.get(Transactions.class)
                .run(() -> kernel.get(Directory.class).grantRole(role, person(account), Set.of())));
    }

    public long unit(String code) {
        return units.get(code);
    }

    public long person(String account) {
        return people.get(account);
    }
}
