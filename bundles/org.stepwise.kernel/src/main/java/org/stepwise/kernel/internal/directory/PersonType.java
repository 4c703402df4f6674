package org.stepwise.kernel.internal.directory;

import static org.stepwise.kernel.api.access.Roles.ADMINISTRATOR;
import static org.stepwise.kernel.api.access.Roles.AUDITOR;
import static org.stepwise.kernel.api.access.Roles.SEGMENT_ADMINISTRATOR;

import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;
import org.stepwise.kernel.api.tx.Transactions;

/** People (DIR-3). The state changes by actions only. */
@Component(service = RecordType.class)
public final class PersonType extends RecordType<PersonEntry> {
    /** Action that leads to each state. */
    static final Map<PersonState, String> ACTIONS = Map.of(
            PersonState.ACTIVE, "activate",
            PersonState.LEAVING, "leaving",
            PersonState.FROZEN, "freeze",
            PersonState.LEFT, "leave");

    private final Transactions tx;

    @Activate
    public PersonType(@Reference Transactions tx) {
        super("directory.person", PersonEntry.class);
        this.tx = tx;
        idsFrom(Shape.PRINCIPALS);
        title(person -> person.name);
        icon("user");
        menu();
        field("account").unique().search().help();
        field("name");
        field("nameEn").search();
        field("email").search().help();
        field("mobile").search().help();
        field("phone").help();
        field("locale").initial(() -> "zh-CN").help();
        field("timeZone").initial(() -> "Asia/Shanghai").help();
        field("clearance")
                .visibleTo(ADMINISTRATOR, SEGMENT_ADMINISTRATOR, AUDITOR)
                .help();
        field("state").readOnly().initial(() -> PersonState.INVITED);
        list("name", "account", "email", "mobile", "state");
        filters("state");
        form("account", "name", "nameEn", "email", "mobile", "phone");
        section("settings", "locale", "timeZone", "clearance", "state");
        sort("name");
        ACTIONS.forEach((state, action) -> action(action, (person, saving) -> person.state = state));
    }

    @Override
    protected void derive(PersonEntry person, Saving<PersonEntry> saving) {
        if (person.account != null) person.account = person.account.strip().toLowerCase(Locale.ROOT);
        if (person.state == null) person.state = PersonState.INVITED;
        if (person.locale == null || person.locale.isBlank()) person.locale = "zh-CN";
        if (person.timeZone == null || person.timeZone.isBlank()) person.timeZone = "Asia/Shanghai";
    }

    @Override
    protected void validate(PersonEntry person, Saving<PersonEntry> saving) {
        if (!Shape.zone(person.timeZone)) saving.reject("timeZone", Shape.ZONE_MESSAGE);
        boolean closed = person.state == PersonState.FROZEN || person.state == PersonState.LEFT;
        if (!closed || !saving.changed("state")) return;
        if (saving.caller().person() == person.id) saving.reject("state", "directory.problem.freezeYourself");
        if (lastAdministrator(person.id)) saving.reject("state", "directory.problem.lastAdministrator");
    }

    /** Somebody must be left who can undo it. */
    private boolean lastAdministrator(long person) {
        String direct = "select count(*) from role_member m join directory_role r on r.id = m.role_id and r.code = ?"
                + " join directory_person p on p.id = m.principal_id and p.deleted = false"
                + " and p.state in ('INVITED', 'ACTIVE', 'LEAVING') where p.id ";
        return tx.sql().number(direct + "= ?", ADMINISTRATOR, person) > 0
                && tx.sql().number(direct + "<> ?", ADMINISTRATOR, person) == 0;
    }
}
