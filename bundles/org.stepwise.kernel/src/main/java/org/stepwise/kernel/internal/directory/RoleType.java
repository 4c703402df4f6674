package org.stepwise.kernel.internal.directory;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;

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

    /** Shipped rules, plan files and scripts know a role by its code. */
    @Override
    protected void validate(RoleEntry role, Saving<RoleEntry> saving) {
        boolean other =
                saving.before().filter(before -> !before.code.equals(role.code)).isPresent();
        if (other) saving.reject("code", "directory.problem.roleCode");
    }
}
