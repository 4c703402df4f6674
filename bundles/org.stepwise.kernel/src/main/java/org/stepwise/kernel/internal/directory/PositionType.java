package org.stepwise.kernel.internal.directory;

import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** Person × unit × post (DIR-2): exactly one primary position for everybody who has any. */
@Component(service = RecordType.class)
public final class PositionType extends RecordType<PositionEntry> {
    private static final String OTHERS =
            "select count(*) from directory_position where deleted = false and person_id = ? and id <> ?";
    private final Transactions tx;

    @Activate
    public PositionType(@Reference Transactions tx) {
        super("directory.position", PositionEntry.class);
        this.tx = tx;
        EntryNames names = new EntryNames(tx);
        title(position -> NamedAfter.title(
                names.person(position.personId), names.unit(position.inUnitId), names.post(position.postId)));
        icon("briefcase");
        field("personId").ref("directory.person").part();
        field("inUnitId").ref("directory.unit");
        field("postId").ref("directory.post");
        field("primaryPosition").help();
        field("superiorId").ref("directory.person").help();
        field("dottedSuperiorId").ref("directory.person").help();
        list("personId", "inUnitId", "postId", "primaryPosition", "superiorId");
        filters("inUnitId", "postId", "primaryPosition");
        form("personId", "inUnitId", "postId", "primaryPosition", "superiorId", "dottedSuperiorId");
        sort("personId");
    }

    @Override
    protected void derive(PositionEntry position, Saving<PositionEntry> saving) {
        boolean first = position.personId != null && sql().number(OTHERS, position.personId, position.id) == 0;
        if (first) position.primaryPosition = true;
    }

    @Override
    protected void validate(PositionEntry position, Saving<PositionEntry> saving) {
        if (position.personId == null) return;
        boolean given = saving.before().map(before -> before.primaryPosition).orElse(false);
        boolean another = sql().number(OTHERS + " and primary_position = true", position.personId, position.id) > 0;
        if (given && !position.primaryPosition && !another) {
            saving.reject("primaryPosition", "directory.problem.onePrimary");
        }
        String same = OTHERS + " and in_unit_id = ? and post_id = ?";
        if (position.inUnitId != null
                && position.postId != null
                && sql().number(same, position.personId, position.id, position.inUnitId, position.postId) > 0) {
            saving.reject("postId", "directory.problem.samePosition");
        }
        superior("superiorId", position.superiorId, position, saving);
        superior("dottedSuperiorId", position.dottedSuperiorId, position, saving);
        if (position.superiorId != null && below(position.superiorId, position.personId)) {
            saving.reject("superiorId", "directory.problem.superiorBelow");
        }
    }

    private static void superior(String field, Long superior, PositionEntry position, Saving<PositionEntry> saving) {
        if (Objects.equals(superior, position.personId)) saving.reject(field, "directory.problem.superiorItself");
    }

    private boolean below(long person, long superior) {
        return sql().number("select count(*) from person_closure where sup = ? and sub = ?", superior, person) > 0;
    }

    @Override
    protected void saved(PositionEntry position, Saving<PositionEntry> saving) {
        if (!position.primaryPosition) return;
        sql().update(
                        "update directory_position set primary_position = false, version = version + 1"
                                + " where person_id = ? and id <> ? and primary_position = true",
                        position.personId,
                        position.id);
    }

    private Sql sql() {
        return tx.sql();
    }
}
