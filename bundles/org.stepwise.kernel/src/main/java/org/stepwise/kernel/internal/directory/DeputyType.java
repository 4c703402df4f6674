package org.stepwise.kernel.internal.directory;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.tx.Transactions;

/** Deputies of a unit's head (DIR-1). */
@Component(service = RecordType.class)
public final class DeputyType extends RecordType<DeputyEntry> {
    @Activate
    public DeputyType(@Reference Transactions tx) {
        super("directory.deputy", DeputyEntry.class);
        title(deputy -> new EntryNames(tx).person(deputy.personId));
        icon("user-check");
        field("ofUnitId").ref("directory.unit").part();
        field("personId").ref("directory.person");
        field("sortOrder");
        list("personId", "ofUnitId", "sortOrder");
        filters("personId");
        form("ofUnitId", "personId", "sortOrder");
        sort("sortOrder");
    }
}
