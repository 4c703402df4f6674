package org.stepwise.plan.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Goals;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Preparations;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.kernel.api.text.Texts;

/** Compares a document with the phases and brings the phases to it. Keeps nothing between two calls; thread-safe. */
@Component
public final class FilePlan implements RolloutPlan {
    private final Rollout rollout;
    private final Adoption adoption;
    private final Preparations preparations;
    private final Teams teams;
    private final Goals goals;
    private final Directory directory;
    private final Modules modules;
    private final Texts texts;
    private final Callers callers;
    private final Clock clock;

    @Activate
    public FilePlan(
            @Reference Rollout rollout,
            @Reference Adoption adoption,
            @Reference Preparations preparations,
            @Reference Teams teams,
            @Reference Goals goals,
            @Reference Directory directory,
            @Reference Modules modules,
            @Reference Texts texts,
            @Reference Callers callers,
            @Reference Clock clock) {
        this.rollout = rollout;
        this.adoption = adoption;
        this.preparations = preparations;
        this.teams = teams;
        this.goals = goals;
        this.directory = directory;
        this.modules = modules;
        this.texts = texts;
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public String present() {
        List<Phase> phases = rollout.phases();
        Names names = new Names(directory, modules, new Findings());
        return new PlanWriter(names, preparations.all(), Led.of(teams, goals, phases)).write(phases);
    }

    @Override
    public String shipped(LocalDate from) {
        rollout.phases();
        List<Unit> tree = directory.tree(Directory.MAIN, LocalDate.now(clock));
        List<String> there = modules.all().stream()
                .map(Modules.Info::id)
                .filter(id -> modules.find(id)
                        .filter(one -> one.area().equals("kernel"))
                        .isEmpty())
                .toList();
        Locale locale = callers.current().locale();
        ShippedPlan plan =
                new ShippedPlan(tree, unit -> !directory.people(unit.id(), true).isEmpty(), there, texts, locale);
        return plan.write(from);
    }

    @Override
    public List<Step> difference(String yaml) {
        return moves(yaml).stream().map(Differences.Move::step).toList();
    }

    @Override
    public List<Step> apply(String yaml) {
        List<Step> done = new ArrayList<>();
        for (Differences.Move move : moves(yaml)) {
            move.work().run();
            done.add(move.step());
        }
        return done;
    }

    private List<Differences.Move> moves(String yaml) {
        Findings findings = new Findings();
        Names names = new Names(directory, modules, findings);
        PlanReader.Read wanted = new PlanReader(findings, names).read(yaml);
        findings.refuse();
        List<Phase> phases = rollout.phases();
        Leading leading = new Leading(teams, goals, Led.of(teams, goals, phases));
        Differences.Present present = new Differences.Present(phases, adoption.gates(), preparations.all());
        List<Differences.Move> moves = new ArrayList<>(leading.whole(wanted.team()));
        moves.addAll(new Differences(present, rollout, preparations, leading, names, findings).of(wanted.phases()));
        findings.refuse();
        return moves;
    }
}
