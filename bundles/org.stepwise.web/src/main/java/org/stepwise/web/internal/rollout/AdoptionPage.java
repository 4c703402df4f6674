package org.stepwise.web.internal.rollout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Figures of a phase (ROL-7): whole, by week, unit and module, and what nobody uses. */
final class AdoptionPage {
    private final Services services;

    AdoptionPage(Services services) {
        this.services = services;
    }

    record Model(
            Phase phase,
            Adoption.Report report,
            List<Adoption.Week> weeks,
            List<Adoption.Newcomer> newcomers,
            boolean helps) {}

    Reply get(Visit visit, Phase phase) {
        boolean helps = services.access.may(visit.caller(), "rollout.phase", Actions.ADMINISTER)
                || phase.responsible().contains(visit.caller().person());
        Adoption.Report report = services.adoption.of(phase.code());
        List<Adoption.Week> newestFirst = new ArrayList<>(report.weeks());
        Collections.reverse(newestFirst);
        List<Adoption.Newcomer> newcomers = helps ? services.adoption.notSignedIn(phase.code()) : List.of();
        return Reply.page(
                        "rollout-adoption",
                        "web.adoption.title",
                        new Model(phase, report, newestFirst, newcomers, helps))
                .args(Map.of("name", phase.name()))
                .under(
                        new Reply.Crumb(services.texts.text(visit.locale(), "web.rollout"), "/rollout"),
                        new Reply.Crumb(phase.name(), "/rollout/" + phase.code()))
                .current("/rollout");
    }
}
