package org.stepwise.kernel.internal.directory;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.tx.Transactions;

/** Members of a group by hand (DIR-4). */
@Component(service = RecordType.class)
public final class MemberType extends RecordType<MemberEntry> {
    @Activate
    public MemberType(@Reference Transactions tx) {
        super("directory.member", MemberEntry.class);
        title(member -> new EntryNames(tx).person(member.personId));
        icon("user-plus");
        field("inGroupId").ref("directory.group").part();
        field("personId").ref("directory.person");
        list("personId", "inGroupId", "createdAt");
        filters("personId");
        form("inGroupId", "personId");
    }
}
