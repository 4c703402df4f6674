package org.stepwise.web.internal.record;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Days;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** A share as a form asks for it, for one record or many. */
record Sharing(long principal, Set<String> rights, Optional<LocalDate> until) {
    /** Rights that may be given beside seeing. */
    static final List<String> RIGHTS = List.of(Actions.EDIT, Actions.SHARE, Actions.EXPORT);

    /** @throws Invalid when nobody was chosen, or the day is none */
    static Sharing of(Visit visit) {
        long principal = visit.number("principal").orElseThrow(() -> Invalid.of("principal", "web.share.whom"));
        Set<String> rights = new LinkedHashSet<>(List.of(Actions.SEE));
        visit.params("rights").stream().filter(RIGHTS::contains).forEach(rights::add);
        return new Sharing(principal, rights, Days.read("until", visit.param("until")));
    }

    /** Says so when it does not reach everybody yet. @param done text key, with one that ends in {@code .closed} for that */
    Reply done(Services services, String type, String path, String done, Map<String, Object> args) {
        Access.Closed closed =
                services.access.closed(type, List.of(principal)).getOrDefault(principal, new Access.Closed(0, 0));
        Map<String, Object> all = new HashMap<>(args);
        all.put("closed", closed.closed());
        all.put("people", closed.people());
        return Reply.redirect(path, closed.closed() == 0 ? done : done + ".closed", all);
    }

    Share with(RecordId record) {
        return new Share(record, principal, "", rights, until);
    }
}
