package org.stepwise.web.internal.people;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.directory.Handovers;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Everything a person owns or has to do, from every module, to be passed on (DIR-7): {@code /organisation/handover/17}. */
public final class HandoverPage implements OwnPage {
    private final Services services;

    public HandoverPage(Services services) {
        this.services = services;
    }

    record Model(Person person, List<Handovers.Holding> holdings) {}

    private Handovers handovers() {
        return services.handovers().orElseThrow(() -> new Unavailable("web.handover.none"));
    }

    private Person person(Visit visit) {
        return Visit.parse(visit.rest()).stream()
                .mapToObj(services.directory::person)
                .flatMap(java.util.Optional::stream)
                .findFirst()
                .orElseThrow(() -> NotFound.of(visit.path()));
    }

    @Override
    public Reply get(Visit visit) {
        Person person = person(visit);
        String list = services.texts.text(visit.locale(), "web.organisation");
        return Reply.page(
                        "handover", "web.leaving", new Model(person, handovers().of(person.id())))
                .args(Map.of("name", person.name()))
                .under(new Reply.Crumb(list, "/organisation"))
                .current("/organisation");
    }

    @Override
    public Reply post(Visit visit) {
        Person person = person(visit);
        long to = visit.number("to").orElseThrow(() -> Invalid.of("to", "web.handover.whom"));
        Set<String> keys = new LinkedHashSet<>(visit.params("keys"));
        if (keys.isEmpty()) throw Invalid.of("keys", "web.leaving.what");
        long count = handovers().pass(person.id(), to, keys);
        String name = services.directory.names(Set.of(to)).getOrDefault(to, "");
        return Reply.redirect(visit.path(), "web.leaving.done", Map.of("count", count, "name", name));
    }
}
