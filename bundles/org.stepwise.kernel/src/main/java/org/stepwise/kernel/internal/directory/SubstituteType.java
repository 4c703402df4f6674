package org.stepwise.kernel.internal.directory;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;

/** Substitutes (DIR-5). People name their own; who administers people names anybody's. */
@Component(service = RecordType.class)
public final class SubstituteType extends RecordType<SubstituteEntry> {
    @Activate
    public SubstituteType(@Reference Clock clock) {
        super("directory.substitute", SubstituteEntry.class);
        title(substitute -> substitute.fromDay + " –" + (substitute.toDay == null ? "" : " " + substitute.toDay));
        icon("switch-horizontal");
        menu();
        field("personId").ref("directory.person");
        field("substituteId").ref("directory.person");
        field("fromDay").initial(() -> LocalDate.now(clock));
        field("toDay");
        field("scope").help();
        list("personId", "substituteId", "fromDay", "toDay", "scope");
        filters("personId", "substituteId");
        form("personId", "substituteId", "fromDay", "toDay", "scope");
        sort("-fromDay");
    }

    @Override
    protected void derive(SubstituteEntry substitute, Saving<SubstituteEntry> saving) {
        if (substitute.scope == null) substitute.scope = "";
        if (substitute.personId == null && !saving.caller().system()) {
            substitute.personId = saving.caller().person();
        }
    }

    @Override
    protected void validate(SubstituteEntry substitute, Saving<SubstituteEntry> saving) {
        if (Objects.equals(substitute.personId, substitute.substituteId)) {
            saving.reject("substituteId", "directory.problem.substituteItself");
        }
        if (substitute.toDay != null && substitute.fromDay != null && substitute.toDay.isBefore(substitute.fromDay)) {
            saving.reject("toDay", "directory.problem.toDay");
        }
        boolean own = substitute.personId != null
                && substitute.personId == saving.caller().person();
        if (!own && !administers(saving.caller())) {
            saving.reject("personId", "directory.problem.substituteOfOthers");
        }
    }

    private static boolean administers(Caller caller) {
        return caller.system() || caller.has(Roles.ADMINISTRATOR) || caller.has(Roles.SEGMENT_ADMINISTRATOR);
    }
}
