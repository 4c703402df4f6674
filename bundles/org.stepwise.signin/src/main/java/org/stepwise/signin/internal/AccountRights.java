package org.stepwise.signin.internal;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.signin.Scopes;

/** May the current caller look after somebody's account? */
final class AccountRights {
    static final String PERSON = "directory.person";
    private final Callers callers;
    private final Access access;
    private final Records records;

    AccountRights(Callers callers, Access access, Records records) {
        this.callers = callers;
        this.access = access;
        this.records = records;
    }

    /** @throws Forbidden while the caller looks through another's eyes: that is for reading only */
    Caller ownEyes() {
        Caller caller = callers.current();
        if (caller.onBehalf().isPresent()) throw new Forbidden("signin.problem.viewAs");
        return caller;
    }

    /** Oneself, or an administrator of this person. */
    void requireOwnOrAdministered(long person) {
        if (ownEyes().person() != person) requireAdministered(person);
    }

    /** @throws Forbidden no right to administer the person; or the person is a system administrator and the right not group-wide */
    void requireAdministered(long person) {
        Caller caller = ownEyes();
        if (everybody(caller)) return;
        boolean reached = access.may(caller, PERSON, Actions.ADMINISTER)
                && records.card(RecordId.of(PERSON, person)).may(Actions.ADMINISTER);
        if (!reached || mightier(person, caller)) throw Forbidden.of(Actions.ADMINISTER, PERSON);
    }

    /** What tokens may be held to: all of it, the record types that are open to the caller, and what doors ask for besides. */
    Set<String> scopes(Caller caller, List<Scopes> doors) {
        Set<String> known = new TreeSet<>(Set.of("*"));
        access.open(caller).forEach(type -> known.add(type.id()));
        doors.forEach(door -> known.addAll(door.names()));
        return known;
    }

    /** Administers all people of the company. */
    boolean everybody(Caller caller) {
        return caller.system()
                || access.reach(caller, PERSON, Actions.ADMINISTER).all();
    }

    /** Else a branch's administrator could become the system's by a new password. */
    private boolean mightier(long person, Caller caller) {
        try {
            return callers.person(person, caller.door()).has(Roles.ADMINISTRATOR);
        } catch (Forbidden notActive) {
            return true;
        }
    }
}
