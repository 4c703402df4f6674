package org.stepwise.web.internal.rollout;

import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The board at {@code /rollout}, a phase at {@code /rollout/<code>}. */
public final class RolloutPages implements OwnPage {
    private final BoardPage board;
    private final PhasePage phase;
    private final PlanPage plan;

    public RolloutPages(Services services) {
        board = new BoardPage(services);
        phase = new PhasePage(services);
        plan = new PlanPage(services);
    }

    @Override
    public Reply get(Visit visit) {
        if (visit.rest().equals(PlanPage.REST)) return plan.get(visit);
        return visit.rest().isEmpty() ? board.get(visit) : phase.get(visit);
    }

    @Override
    public Reply post(Visit visit) {
        return visit.rest().equals(PlanPage.REST) ? plan.post(visit) : phase.post(visit);
    }
}
