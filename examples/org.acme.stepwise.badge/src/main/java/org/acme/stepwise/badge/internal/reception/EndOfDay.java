package org.acme.stepwise.badge.internal.reception;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.acme.stepwise.badge.internal.visit.VisitType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.job.Job;
import org.stepwise.kernel.api.job.JobBody;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;

/** Lets out at night whoever forgot to hand in the badge on a former day. */
@Component(service = JobBody.class)
@Job(id = "badge/endofday", every = "03:10")
public final class EndOfDay implements JobBody {
    private static final int AT_ONCE = 100;
    private final Records records;
    private final Callers callers;
    private final Clock clock;

    @Activate
    public EndOfDay(@Reference Records records, @Reference Callers callers, @Reference Clock clock) {
        this.records = records;
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public void run(Progress progress) {
        Records gateway = records.asSystem("badges not handed in");
        int done = 0;
        List<Row> left = forgotten(gateway);
        while (!left.isEmpty()) {
            for (Row visit : left) {
                gateway.act(visit.record(), visit.version(), VisitType.LEAVE);
                progress.at(++done, 0);
            }
            left = forgotten(gateway);
        }
        if (done > 0) progress.note("badge.endofday.done", Map.of("count", done));
    }

    private List<Row> forgotten(Records gateway) {
        LocalDate today = LocalDate.now(clock.withZone(callers.current().zone()));
        Query query = Query.ALL
                .where(
                        new Filter("comesOn", Filter.Op.LT, today.toString()),
                        new Filter("arrivedAt", Filter.Op.LE, clock.instant().toString()),
                        new Filter("leftAt", Filter.Op.NULL, ""))
                .limit(AT_ONCE);
        return gateway.list(VisitType.ID, query).rows();
    }
}
