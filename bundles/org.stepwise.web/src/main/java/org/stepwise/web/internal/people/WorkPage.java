package org.stepwise.web.internal.people;

import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Work in the background that a person started, such as many records changed at once: how far it is, and an end to it (JOB-1). */
public final class WorkPage implements OwnPage {
    private final Services services;

    public WorkPage(Services services) {
        this.services = services;
    }

    record Model(Jobs.Run run, String title, boolean going, String tone, int percent, String back) {}

    @Override
    public Reply get(Visit visit) {
        Jobs.Run run = services.jobs.run(id(visit)).orElseThrow(() -> NotFound.of(visit.path()));
        boolean going = run.state() == Jobs.State.WAITING || run.state() == Jobs.State.RUNNING;
        String tone = going ? "" : run.state() == Jobs.State.DONE ? "ok" : "bad";
        int percent = run.total() == 0 ? 0 : (int) (run.done() * 100 / run.total());
        String title = services.texts.find(visit.locale(), run.job()).orElse(run.job());
        return Reply.page("work", "web.work", new Model(run, title, going, tone, percent, back(visit)));
    }

    private static long id(Visit visit) {
        return Visit.parse(visit.rest()).orElseThrow(() -> NotFound.of(visit.path()));
    }

    private static String back(Visit visit) {
        String back = visit.param("back");
        return back.startsWith("/") && !back.startsWith("//") ? back : "/";
    }

    @Override
    public Reply post(Visit visit) {
        services.jobs.cancel(id(visit));
        return Reply.redirect(visit.path(), "web.jobs.cancelled", java.util.Map.of());
    }
}
