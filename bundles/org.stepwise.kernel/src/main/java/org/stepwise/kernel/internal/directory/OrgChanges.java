package org.stepwise.kernel.internal.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.RecordListener;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.access.Stamps;

/** What follows from a change of the organisation: principals, past states, closures and stamps. */
@Component(service = RecordListener.class)
public final class OrgChanges implements RecordListener {
    private static final Set<String> REMEMBERED =
            Set.of("nameZh", "nameEn", "kind", "tree", "parentId", "headId", "sortOrder");

    /** Fields that move somebody in the index, by type. */
    private static final Map<String, Set<String>> INDEXED = Map.of(
            "directory.unit", Set.of("parentId", "headId"),
            "directory.post", Set.of("reportsToId"),
            "directory.person", Set.of("state"),
            "directory.position", Set.of("personId", "inUnitId", "postId", "primaryPosition", "superiorId"));

    private final Transactions tx;
    private final OrgIndex index;
    private final Stamps stamps;
    private final SearchKeys keys;
    private final Clock clock;

    @Activate
    public OrgChanges(
            @Reference Transactions tx,
            @Reference OrgIndex index,
            @Reference Stamps stamps,
            @Reference SearchKeys keys,
            @Reference Clock clock) {
        this.tx = tx;
        this.index = index;
        this.stamps = stamps;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "*";
    }

    @Override
    public void saving(String type) {
        if (type.startsWith("directory.")) stamps.turn();
    }

    @Override
    public void saved(RecordId record, Map<String, Change> changes, boolean created) {
        if (!record.module().equals("directory")) return;
        if (created) principals(record);
        boolean remembered = created || !Collections.disjoint(REMEMBERED, changes.keySet());
        if (record.type().equals("directory.unit") && remembered) new UnitPast(tx.sql()).remember(record.id(), today());
        if (!created) renamed(record, changes.keySet());
        boolean newPlace = created && !record.type().equals("directory.person");
        Set<String> indexed = INDEXED.getOrDefault(record.type(), Set.of());
        if (newPlace || !Collections.disjoint(indexed, changes.keySet())) changed(record);
        else stamps.touch(Stamps.DIRECTORY);
    }

    private void renamed(RecordId record, Set<String> changed) {
        NamedAfter after = new NamedAfter(tx.sql(), keys);
        List<Long> ids = List.of(record.id());
        if (record.type().equals("directory.person") && changed.contains("name")) after.people(ids);
        if (record.type().equals("directory.unit") && changed.contains("nameZh")) after.units(ids);
        if (record.type().equals("directory.post") && changed.contains("nameZh")) after.posts(ids);
    }

    private void principals(RecordId record) {
        switch (record.type()) {
            case "directory.unit" -> {
                principal(record.id(), "UNIT", record.id());
                long below = tx.sql().number("select below_id from directory_unit where id = ?", record.id());
                principal(below, "BELOW", record.id());
            }
            case "directory.person" -> {
                principal(record.id(), "PERSON", record.id());
                tx.sql()
                        .update(
                                "insert into role_member (role_id, principal_id) select id, cast(? as bigint)"
                                        + " from directory_role where code = ? and deleted = false",
                                record.id(),
                                Roles.STAFF);
            }
            case "directory.post" -> principal(record.id(), "POST", record.id());
            case "directory.role" -> principal(record.id(), "ROLE", record.id());
            case "directory.group" -> principal(record.id(), "GROUP", record.id());
            default -> {}
        }
    }

    private void principal(long id, String kind, long ref) {
        tx.sql().update("insert into kernel_principal (id, kind, ref_id) values (?, ?, ?)", id, kind, ref);
    }

    @Override
    public void deleted(RecordId record) {
        if (!record.module().equals("directory")) return;
        switch (record.type()) {
            case "directory.unit" -> closed(record.id());
            case "directory.person" ->
                refuseIf(
                        "directory.problem.personLeads",
                        "select count(*) from directory_unit where deleted = false and head_id = ?",
                        record.id());
            case "directory.post" ->
                refuseIf(
                        "directory.problem.postInUse",
                        "select count(*) from directory_position where deleted = false and post_id = ?",
                        record.id());
            case "directory.role" ->
                refuseIf(
                        "directory.problem.roleInUse",
                        "select count(*) from role_member where role_id = ?",
                        record.id());
            case "directory.position" -> nextPrimary(record.id());
            default -> {}
        }
        changed(record);
    }

    private void closed(long unit) {
        refuseIf(
                "directory.problem.unitInUse",
                "select count(*) from directory_unit where deleted = false and parent_id = ?",
                unit);
        refuseIf(
                "directory.problem.unitInUse",
                "select count(*) from directory_position where deleted = false and in_unit_id = ?",
                unit);
        new UnitPast(tx.sql()).end(unit, today());
    }

    private void refuseIf(String key, String count, long id) {
        long uses = tx.sql().number(count, id);
        if (uses > 0) throw new Conflict(key, Map.of("count", uses));
    }

    /** Somebody who loses the primary position keeps the eldest of the others as primary. */
    private void nextPrimary(long position) {
        Sql sql = tx.sql();
        long person = sql.number(
                "select person_id from directory_position where id = ? and primary_position = true", position);
        if (person == 0) return;
        long next = sql.number(
                "select min(id) from directory_position where person_id = ? and deleted = false and id <> ?",
                person,
                position);
        sql.update("update directory_position set primary_position = false where id = ?", position);
        sql.update("update directory_position set primary_position = true, version = version + 1 where id = ?", next);
    }

    @Override
    public void restored(RecordId record) {
        if (!record.module().equals("directory")) return;
        if (record.type().equals("directory.unit")) new UnitPast(tx.sql()).remember(record.id(), today());
        if (record.type().equals("directory.position")) primaryAgain(record.id());
        changed(record);
    }

    private void primaryAgain(long position) {
        tx.sql()
                .update(
                        "update directory_position set primary_position = true where id = ? and not exists (select 1"
                                + " from directory_position o where o.person_id = directory_position.person_id"
                                + " and o.deleted = false and o.primary_position = true)",
                        position);
    }

    private void changed(RecordId record) {
        if (INDEXED.containsKey(record.type())) index.changed();
        else stamps.touch(Stamps.DIRECTORY);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
