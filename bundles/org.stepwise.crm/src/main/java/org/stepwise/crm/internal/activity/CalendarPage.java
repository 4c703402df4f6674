package org.stepwise.crm.internal.activity;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.web.Page;
import org.stepwise.kernel.api.web.PageHandler;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.kernel.api.web.View;

/** Contact plans of a month: one's own, or of all whose activities one sees, which for a head is the team (CRM-8). */
@Component(service = PageHandler.class)
@Page(
        path = "/crm/calendar",
        permission = "crm.activity:see",
        menu = "crm.calendar",
        icon = "calendar-event",
        order = 140)
public final class CalendarPage implements PageHandler {
    private static final int SHOWN_A_DAY = 4;
    private final Feed feed;
    private final WorkingCalendar workdays;
    private final Clock clock;

    @Activate
    public CalendarPage(@Reference Feed feed, @Reference WorkingCalendar workdays, @Reference Clock clock) {
        this.feed = feed;
        this.workdays = workdays;
        this.clock = clock;
    }

    /** What the template reads. */
    public record Model(
            String month,
            String before,
            String after,
            String now,
            boolean team,
            List<String> weekdays,
            List<List<Day>> weeks) {}

    /** One day. @param more how many entries are not shown */
    public record Day(
            LocalDate date,
            int number,
            boolean inMonth,
            boolean today,
            boolean off,
            List<Feed.Entry> entries,
            int more) {}

    @Override
    public View get(Request request) {
        ZoneId zone = request.caller().zone();
        LocalDate today = LocalDate.now(clock.withZone(zone));
        YearMonth month = month(request.param("month"), today);
        boolean team = request.param("of").equals("team");
        LocalDate first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate last = month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        Map<LocalDate, List<Feed.Entry>> entries = feed
                .between(
                        first.atStartOfDay(zone).toInstant(),
                        last.plusDays(1).atStartOfDay(zone).toInstant(),
                        team ? 0 : request.caller().person(),
                        request.caller().locale())
                .stream()
                .collect(
                        Collectors.groupingBy(entry -> entry.when().atZone(zone).toLocalDate()));
        List<List<Day>> weeks = new ArrayList<>();
        for (LocalDate monday = first; !monday.isAfter(last); monday = monday.plusWeeks(1)) {
            weeks.add(week(monday, month, today, entries));
        }
        Locale locale = request.caller().locale();
        Model model = new Model(
                month.toString(),
                month.minusMonths(1).toString(),
                month.plusMonths(1).toString(),
                YearMonth.from(today).toString(),
                team,
                Stream.of(DayOfWeek.values())
                        .map(day -> day.getDisplayName(TextStyle.SHORT, locale))
                        .toList(),
                weeks);
        return View.page("calendar", "crm.calendar", model);
    }

    private static YearMonth month(String text, LocalDate today) {
        try {
            YearMonth month = text.isBlank() ? YearMonth.from(today) : YearMonth.parse(text);
            if (month.getYear() > 1 && month.getYear() < 9999) return month;
            throw new DateTimeException("year");
        } catch (DateTimeException e) {
            throw Invalid.of("month", "crm.problem.month", Map.of("month", text));
        }
    }

    private List<Day> week(LocalDate monday, YearMonth month, LocalDate today, Map<LocalDate, List<Feed.Entry>> all) {
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            LocalDate date = monday.plusDays(i);
            List<Feed.Entry> entries = all.getOrDefault(date, List.of());
            days.add(new Day(
                    date,
                    date.getDayOfMonth(),
                    YearMonth.from(date).equals(month),
                    date.equals(today),
                    !workdays.workday(date),
                    entries.subList(0, Math.min(SHOWN_A_DAY, entries.size())),
                    Math.max(0, entries.size() - SHOWN_A_DAY)));
        }
        return days;
    }
}
