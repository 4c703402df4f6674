package org.stepwise.kernel.internal.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;
import org.stepwise.kernel.api.tx.Transactions;

/** Units of the organisation (DIR-1). */
@Component(service = RecordType.class)
public final class UnitType extends RecordType<UnitEntry> {
    private final Transactions tx;

    @Activate
    public UnitType(@Reference Transactions tx, @Reference Clock clock) {
        super("directory.unit", UnitEntry.class);
        this.tx = tx;
        idsFrom(Shape.PRINCIPALS);
        title(unit -> unit.nameZh);
        icon("hierarchy");
        menu();
        field("code").unique().search().help();
        field("nameZh");
        field("nameEn").search();
        field("kind");
        field("tree")
                .initial(() -> org.stepwise.kernel.api.directory.Directory.MAIN)
                .help();
        field("parentId").ref("directory.unit");
        field("headId").ref("directory.person");
        field("sortOrder");
        field("validFrom").initial(() -> LocalDate.now(clock));
        field("validTo");
        field("belowId").readOnly();
        list("nameZh", "code", "kind", "parentId", "headId", "sortOrder");
        filters("kind", "tree", "parentId");
        form("code", "nameZh", "nameEn", "kind", "parentId", "headId");
        section("validity", "tree", "sortOrder", "validFrom", "validTo");
        sort("sortOrder");
    }

    @Override
    protected void derive(UnitEntry unit, Saving<UnitEntry> saving) {
        if (unit.belowId == 0) unit.belowId = tx.sql().nextId(Shape.PRINCIPALS);
        if (unit.nameEn == null) unit.nameEn = "";
        if (unit.tree == null) unit.tree = org.stepwise.kernel.api.directory.Directory.MAIN;
    }

    @Override
    protected void validate(UnitEntry unit, Saving<UnitEntry> saving) {
        if (unit.validFrom != null && unit.validTo != null && unit.validTo.isBefore(unit.validFrom)) {
            saving.reject("validTo", "directory.problem.validTo");
        }
        if (unit.parentId == null) return;
        if (Objects.equals(unit.parentId, unit.id)
                || tx.sql()
                                .number(
                                        "select count(*) from unit_closure where anc = ? and des = ?",
                                        unit.id,
                                        unit.parentId)
                        > 0) {
            saving.reject("parentId", "directory.problem.unitCycle");
        }
        long strange = tx.sql()
                .number("select count(*) from directory_unit where id = ? and tree <> ?", unit.parentId, unit.tree);
        if (strange > 0) saving.reject("parentId", "directory.problem.otherTree");
    }
}
