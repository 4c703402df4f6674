package org.stepwise.web.internal.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.job.Jobs;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.Reply;
import org.stepwise.web.internal.page.Visit;

/** Work in the background that a person started, such as an import: how far it is, an end to it, and the file it left (JOB-1). */
public final class WorkPage implements OwnPage {
    private static final int MOST = 50;
    private final Services services;

    public WorkPage(Services services) {
        this.services = services;
    }

    /** One line of the list. */
    record Line(long id, String title, String state, String tone, Instant started) {}

    record Model(Jobs.Run run, String title, boolean going, String tone, int percent, String back, String file) {}

    @Override
    public Reply get(Visit visit) {
        if (visit.rest().isEmpty()) return mine(visit);
        if (visit.rest().endsWith("/file")) return file(visit);
        Jobs.Run run = services.jobs.run(id(visit)).orElseThrow(() -> NotFound.of(visit.path()));
        boolean going = going(run);
        int percent = run.total() == 0 ? 0 : (int) (run.done() * 100 / run.total());
        String file = going ? "" : services.jobs.fileName(run.id()).orElse("");
        Model model = new Model(run, title(visit, run), going, tone(run), percent, back(visit), file);
        return Reply.page("work", "web.work", model);
    }

    /** What the person started, newest first: the way back for who left the page. */
    private Reply mine(Visit visit) {
        List<Line> lines = services.jobs.mine(MOST).stream()
                .map(run -> new Line(run.id(), title(visit, run), run.state().name(), tone(run), run.started()))
                .toList();
        return Reply.page("my-work", "web.work.mine", Map.of("lines", lines));
    }

    private static boolean going(Jobs.Run run) {
        return run.state() == Jobs.State.WAITING || run.state() == Jobs.State.RUNNING;
    }

    private static String tone(Jobs.Run run) {
        return going(run) ? "" : run.state() == Jobs.State.DONE ? "ok" : "bad";
    }

    private String title(Visit visit, Jobs.Run run) {
        return services.texts.find(visit.locale(), run.job()).orElse(run.job());
    }

    private Reply file(Visit visit) {
        Jobs.Result file = services.jobs.file(id(visit));
        return Reply.file(file.name(), file.media(), out -> out.write(file.content()));
    }

    private static long id(Visit visit) {
        return Visit.parse(visit.rest().split("/")[0]).orElseThrow(() -> NotFound.of(visit.path()));
    }

    private static String back(Visit visit) {
        String back = visit.param("back");
        return back.startsWith("/") && !back.startsWith("//") ? back : "/";
    }

    @Override
    public Reply post(Visit visit) {
        services.jobs.cancel(id(visit));
        return Reply.redirect(visit.path() + "?back=" + back(visit), "web.jobs.cancelled", Map.of());
    }
}
