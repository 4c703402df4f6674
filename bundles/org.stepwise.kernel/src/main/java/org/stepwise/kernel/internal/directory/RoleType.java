package org.stepwise.kernel.internal.directory;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.record.RecordType;

/** Roles (DIR-4). */
@Component(service = RecordType.class)
public final class RoleType extends RecordType<RoleEntry> {
    @Activate
    public RoleType() {
        super("directory.role", RoleEntry.class);
        idsFrom(Shape.PRINCIPALS);
        title(role -> role.nameZh);
        icon("shield-check");
        menu();
        field("code").unique().search().help();
        field("nameZh");
        field("nameEn").search();
        list("nameZh", "code", "nameEn");
        form("code", "nameZh", "nameEn");
        sort("code");
    }
}
