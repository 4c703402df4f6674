package org.stepwise.web.internal.rollout;

import org.stepwise.kernel.api.rollout.Teams;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** The board at {@code /rollout}, a phase at {@code /rollout/<code>}. */
public final class RolloutPages implements OwnPage {
    private final BoardPage board;
    private final PhasePage phase;
    private final PlanPage plan;
    private final TeamPage team;
    private final ErrandPages errands;

    public RolloutPages(Services services) {
        board = new BoardPage(services);
        phase = new PhasePage(services);
        plan = new PlanPage(services);
        team = new TeamPage(services);
        errands = new ErrandPages(services);
    }

    @Override
    public Reply get(Visit visit) {
        if (visit.rest().equals(PlanPage.REST)) return plan.get(visit);
        if (visit.rest().equals(TeamPage.REST)) return team.get(visit, Teams.ALL);
        if (ErrandPages.here(visit)) return errands.get(visit);
        return visit.rest().isEmpty() ? board.get(visit) : phase.get(visit);
    }

    @Override
    public Reply post(Visit visit) {
        if (visit.rest().equals(PlanPage.REST)) return plan.post(visit);
        if (visit.rest().equals(TeamPage.REST)) return team.post(visit, Teams.ALL);
        return ErrandPages.here(visit) ? errands.post(visit) : phase.post(visit);
    }
}
