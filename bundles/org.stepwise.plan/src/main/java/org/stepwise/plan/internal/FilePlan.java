package org.stepwise.plan.internal;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Preparations;
import org.stepwise.kernel.api.rollout.Rollout;
import org.stepwise.kernel.api.rollout.RolloutPlan;

/** Compares a document with the phases and brings the phases to it. Keeps nothing between two calls; thread-safe. */
@Component
public final class FilePlan implements RolloutPlan {
    private final Rollout rollout;
    private final Adoption adoption;
    private final Preparations preparations;
    private final Directory directory;
    private final Modules modules;

    @Activate
    public FilePlan(
            @Reference Rollout rollout,
            @Reference Adoption adoption,
            @Reference Preparations preparations,
            @Reference Directory directory,
            @Reference Modules modules) {
        this.rollout = rollout;
        this.adoption = adoption;
        this.preparations = preparations;
        this.directory = directory;
        this.modules = modules;
    }

    @Override
    public String present() {
        return new PlanWriter(new Names(directory, modules, new Findings()), preparations.all())
                .write(rollout.phases());
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
        List<PlannedPhase> wanted = new PlanReader(findings, names).read(yaml);
        findings.refuse();
        Differences.Present present = new Differences.Present(rollout.phases(), adoption.gates(), preparations.all());
        List<Differences.Move> moves = new Differences(present, rollout, preparations, names, findings).of(wanted);
        findings.refuse();
        return moves;
    }
}
