package org.stepwise.kernel.internal.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.setting.Csv;
import org.stepwise.kernel.internal.setting.Remembered;

/** The company's marks before the public calendar before the week. */
@Component(service = {WorkingCalendar.class, CompanyCalendar.class})
public final class CompanyCalendar implements WorkingCalendar {
    private static final Logger LOG = LoggerFactory.getLogger(CompanyCalendar.class);
    private static final String TYPE = "kernel.calendar";
    private static final String FILE = "/STEPWISE-INF/data/calendar-cn.csv";
    /** No deadline lies further off; a calendar without any workday would be searched for ever. */
    private static final int FARTHEST_DAYS = 40_000;

    private final Transactions transactions;
    private final Settings settings;
    private final Guard guard;
    private final Audit audit;
    private final Remembered<Map<LocalDate, Boolean>> marks;
    private volatile Optional<Map<LocalDate, Boolean>> shipped = Optional.empty();

    @Activate
    public CompanyCalendar(
            @Reference Transactions transactions,
            @Reference Settings settings,
            @Reference Guard guard,
            @Reference Audit audit) {
        this.transactions = transactions;
        this.marks = new Remembered<>(transactions, Duration.ofSeconds(5), this::loadMarks);
        this.settings = settings;
        this.guard = guard;
        this.audit = audit;
    }

    private Map<LocalDate, Boolean> loadMarks() {
        Map<LocalDate, Boolean> all = new HashMap<>();
        transactions
                .sql()
                .each(
                        "select marked_on, workday from kernel_calendar_day",
                        row -> row.date(1).ifPresent(day -> all.put(day, row.flag(2))));
        return all;
    }

    private Map<LocalDate, Boolean> shipped() {
        if (shipped.isEmpty()) shipped = Optional.of(loadShipped());
        return shipped.orElse(Map.of());
    }

    /** Columns date, kind (holiday or workday), name_zh, name_en. Without the file the week alone decides. */
    private static Map<LocalDate, Boolean> loadShipped() {
        Map<LocalDate, Boolean> all = new HashMap<>();
        try (InputStream in = CompanyCalendar.class.getResourceAsStream(FILE)) {
            if (in == null) {
                LOG.error("the public calendar is missing in the bundle: {}", FILE);
                return Map.of();
            }
            for (List<String> row : Csv.rows(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                all.put(LocalDate.parse(row.get(0)), row.get(1).equals("workday"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }

    /** One question's view of the calendar: rules and marks are read once. */
    private final class View {
        private final CalendarRules rules = settings.get(CalendarRules.class);
        private final Map<LocalDate, Boolean> own = marks.get();

        boolean workday(LocalDate day) {
            Optional<Boolean> mark = Optional.ofNullable(own.get(day));
            if (mark.isEmpty() && rules.holidays())
                mark = Optional.ofNullable(shipped().get(day));
            return mark.orElseGet(() -> rules.week().contains(day.getDayOfWeek()));
        }

        /** Seconds of work on that day from one time to another. */
        Duration between(LocalDate day, ZonedDateTime from, ZonedDateTime to) {
            Duration sum = Duration.ZERO;
            if (!workday(day)) return sum;
            for (int i = 0; i < rules.hours().size(); i += 2) {
                ZonedDateTime begin = later(at(day, rules.hours().get(i)), from);
                ZonedDateTime end = earlier(at(day, rules.hours().get(i + 1)), to);
                if (end.isAfter(begin)) sum = sum.plus(Duration.between(begin, end));
            }
            return sum;
        }

        ZonedDateTime at(LocalDate day, LocalTime time) {
            return day.atTime(time).atZone(rules.zone());
        }
    }

    private static ZonedDateTime later(ZonedDateTime a, ZonedDateTime b) {
        return a.isAfter(b) ? a : b;
    }

    private static ZonedDateTime earlier(ZonedDateTime a, ZonedDateTime b) {
        return a.isBefore(b) ? a : b;
    }

    @Override
    public boolean workday(LocalDate day) {
        return new View().workday(day);
    }

    @Override
    public LocalDate plusWorkdays(LocalDate day, int workdays) {
        View view = new View();
        int step = workdays < 0 ? -1 : 1;
        LocalDate at = day;
        int left = Math.abs(workdays);
        for (int walked = 0; left > 0; walked++) {
            refuseEndless(walked);
            at = at.plusDays(step);
            if (view.workday(at)) left--;
        }
        return at;
    }

    @Override
    public Instant plusWorkingTime(Instant start, Duration working) {
        if (working.isNegative()) throw new IllegalArgumentException("working time before the start: " + working);
        if (working.isZero()) return start;
        View view = new View();
        ZonedDateTime from = start.atZone(view.rules.zone());
        LocalDate day = from.toLocalDate();
        Duration left = working;
        for (int walked = 0; ; walked++, day = day.plusDays(1)) {
            refuseEndless(walked);
            if (!view.workday(day)) continue;
            for (int i = 0; i < view.rules.hours().size(); i += 2) {
                ZonedDateTime begin = later(view.at(day, view.rules.hours().get(i)), from);
                ZonedDateTime end = view.at(day, view.rules.hours().get(i + 1));
                Duration piece = end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
                if (piece.compareTo(left) >= 0) return begin.plus(left).toInstant();
                left = left.minus(piece);
            }
        }
    }

    private static void refuseEndless(int walked) {
        if (walked > FARTHEST_DAYS) throw new IllegalArgumentException("no workday within a century");
    }

    @Override
    public Duration workingTime(Instant from, Instant to) {
        if (to.isBefore(from)) return workingTime(to, from).negated();
        View view = new View();
        ZonedDateTime begin = from.atZone(view.rules.zone());
        ZonedDateTime end = to.atZone(view.rules.zone());
        Duration sum = Duration.ZERO;
        for (LocalDate day = begin.toLocalDate(); !day.isAfter(end.toLocalDate()); day = day.plusDays(1)) {
            sum = sum.plus(view.between(day, begin, end));
        }
        return sum;
    }

    @Override
    public ZoneId zone() {
        return settings.get(CalendarRules.class).zone();
    }

    @Override
    public void mark(LocalDate day, boolean workday, String name) {
        guard.require(Actions.ADMINISTER, TYPE);
        if (name.length() > 100) throw Invalid.of("name", "calendar.problem.name", Map.of("longest", 100));
        transactions.run(() -> {
            Sql sql = transactions.sql();
            int known = sql.update(
                    "update kernel_calendar_day set workday = ?, name = ? where marked_on = ?", workday, name, day);
            if (known == 0) {
                sql.update(
                        "insert into kernel_calendar_day (marked_on, workday, name) values (?, ?, ?)",
                        day,
                        workday,
                        name);
            }
            audit.write(workday ? "calendar.workday" : "calendar.holiday", day.toString(), Map.of("name", name));
            marks.changed();
        });
    }

    /** A day that the company marked. */
    public record Mark(LocalDate day, boolean workday, String name) {}

    /** All of them, as the database has them now. Needs {@code administer} on {@code kernel.calendar}. */
    public List<Mark> marks() {
        guard.require(Actions.ADMINISTER, TYPE);
        return transactions
                .sql()
                .list(
                        "select marked_on, workday, name from kernel_calendar_day order by marked_on",
                        row -> new Mark(row.date(1).orElseThrow(), row.flag(2), row.text(3)));
    }

    /** Takes a mark away; the day is again what law and week say. */
    public void unmark(LocalDate day) {
        guard.require(Actions.ADMINISTER, TYPE);
        transactions.run(() -> {
            transactions.sql().update("delete from kernel_calendar_day where marked_on = ?", day);
            audit.write("calendar.unmarked", day.toString(), Map.of());
            marks.changed();
        });
    }
}
