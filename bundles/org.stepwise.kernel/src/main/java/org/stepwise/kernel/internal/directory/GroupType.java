package org.stepwise.kernel.internal.directory;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.record.RecordType;

/** Groups by hand and by rule (DIR-4). */
@Component(service = RecordType.class)
public final class GroupType extends RecordType<GroupEntry> {
    @Activate
    public GroupType() {
        super("directory.group", GroupEntry.class);
        idsFrom(Shape.PRINCIPALS);
        title(group -> group.nameZh);
        icon("users-group");
        menu();
        field("code").unique().search().help();
        field("nameZh");
        field("nameEn").search();
        field("ruleUnitId").ref("directory.unit").help();
        field("rulePostId").ref("directory.post").help();
        field("ruleLevel").help();
        list("nameZh", "code", "ruleUnitId", "rulePostId", "ruleLevel");
        form("code", "nameZh", "nameEn");
        section("rule", "ruleUnitId", "rulePostId", "ruleLevel");
        sort("code");
    }
}
