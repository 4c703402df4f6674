package org.stepwise.web.internal.page;

import java.util.List;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Reach;
import org.stepwise.web.internal.Services;

/** Which administration pages a caller may open. */
public final class AdminGate {
    /** An administration page. @param permission {@code type:action} */
    public record Door(String path, String icon, String title, String permission) {}

    private static final String SURVEY = "/survey";

    static final List<Door> DOORS = List.of(
            new Door("/rollout", "stairs-up", "web.rollout", "rollout.phase:see"),
            new Door(SURVEY, "forms", "survey.title", "rollout.phase:see"),
            new Door("/admin/modules", "apps", "web.modules", "kernel.module:administer"),
            new Door("/directory/person", "users", "web.people", "directory.person:edit"),
            new Door("/admin/roles", "shield-check", "web.roles", "directory.role:administer"),
            new Door("/admin/settings", "settings", "web.settings", "kernel.setting:administer"),
            new Door("/admin/configuration", "transfer", "web.configuration", "config.transfer:administer"),
            new Door("/organisation/import", "upload", "web.orgimport", "directory.person:create"),
            new Door("/admin/access", "lock", "web.access", "directory.person:administer"),
            new Door("/admin/audit", "history", "web.audit", "kernel.audit:see"),
            new Door("/admin/jobs", "clock", "web.jobs", "kernel.job:administer"));

    private AdminGate() {}

    static boolean any(Services services, Caller caller) {
        return DOORS.stream().anyMatch(door -> allowed(services, caller, door.permission()));
    }

    public static List<Door> open(Services services, Caller caller) {
        return DOORS.stream()
                .filter(door -> services.surveying() || !door.path().equals(SURVEY))
                .filter(door -> allowed(services, caller, door.permission()))
                .toList();
    }

    static boolean allowed(Services services, Caller caller, String permission) {
        int colon = permission.indexOf(':');
        return granted(services, caller, permission.substring(0, colon), permission.substring(colon + 1));
    }

    /** By a role, not by a share of a single record: answered from the caller's profile, without a query. */
    public static boolean granted(Services services, Caller caller, String type, String action) {
        Reach reach = services.access.reach(caller, type, action);
        boolean some = reach.all() || reach.everywhere() || reach.own() || reach.subordinates();
        return !reach.none()
                && (some || !reach.units().isEmpty() || !reach.branches().isEmpty());
    }

    /** @throws Forbidden without the permission */
    public static void require(Services services, Caller caller, String permission) {
        int colon = permission.indexOf(':');
        if (!services.access.may(caller, permission.substring(0, colon), permission.substring(colon + 1))) {
            throw Forbidden.of(permission.substring(colon + 1), permission.substring(0, colon));
        }
    }
}
