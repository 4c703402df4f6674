package org.stepwise.kernel.internal.rollout;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** One row per person, module and day; what this node wrote today it does not write again. */
@Component(service = Usage.class)
public final class UsageLog implements Usage {
    private static final Logger LOG = LoggerFactory.getLogger(UsageLog.class);
    private static final int LONGEST = 40;
    private static final int LONGEST_THING = 80;
    private final Transactions transactions;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private volatile LocalDate day = LocalDate.MIN;

    @Activate
    public UsageLog(@Reference Transactions transactions, @Reference WorkingCalendar calendar, @Reference Clock clock) {
        this.transactions = transactions;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public void used(Caller caller, String module) {
        used(caller, module, module);
    }

    @Override
    public void used(Caller caller, String module, String what) {
        if (caller.system() || caller.onBehalf().isPresent() || module.isBlank() || module.length() > LONGEST) return;
        LocalDate today = LocalDate.ofInstant(clock.instant(), calendar.zone());
        if (!today.equals(day)) {
            written.clear();
            day = today;
        }
        boolean first = written.add(caller.person() + " " + module);
        boolean firstOfThis =
                what.length() <= LONGEST_THING && !what.equals(module) && written.add(caller.person() + " " + what);
        if (!first && !firstOfThis) return;
        try {
            transactions.apart(() -> {
                if (first) write(caller.person(), module, today);
                if (firstOfThis) Seen.write(transactions.sql(), caller.person(), module, what, today);
                return true;
            });
        } catch (Problem e) {
            LOG.debug("use was not counted: {}", e.getMessage());
        }
    }

    private void write(long person, String module, LocalDate today) {
        Sql sql = transactions.sql();
        boolean there = sql.number(
                        "select count(*) from rollout_use where person_id = ? and module = ? and used_on = ?",
                        person,
                        module,
                        today)
                > 0;
        if (there) return;
        sql.update("insert into rollout_use (person_id, module, used_on) values (?, ?, ?)", person, module, today);
        Seen.write(sql, person, module, module, today);
    }
}
