package org.stepwise.kernel.internal.config;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.internal.calendar.CompanyCalendar;

/** Days that the company marked as workdays or holidays; its week and hours are settings. */
@Component(service = ConfigurationPart.class)
public final class CalendarPart implements ConfigurationPart {
    private static final int LONGEST_NAME = 100;
    private final CompanyCalendar calendar;

    @Activate
    public CalendarPart(@Reference CompanyCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public String id() {
        return "calendar";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public Set<String> entries() {
        return Set.of("workday", "name");
    }

    @Override
    public Map<String, Item> items() {
        Map<String, Item> items = new LinkedHashMap<>();
        calendar.marks()
                .forEach(mark ->
                        items.put(mark.day().toString(), Item.of("workday", mark.workday(), "name", mark.name())));
        return items;
    }

    private static Optional<LocalDate> day(String code) {
        try {
            return Optional.of(LocalDate.parse(code)).filter(day -> day.getYear() >= 1 && day.getYear() <= 9999);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Flaw> flaws(Changes changes) {
        List<Flaw> flaws = new ArrayList<>();
        changes.put().forEach((code, item) -> {
            if (day(code).isEmpty()) flaws.add(Wrong.plain(code, "", "day", Map.of("value", code)));
            if (item.text("name").length() > LONGEST_NAME)
                flaws.add(new Flaw(code, "name", "calendar.problem.name", Map.of("longest", LONGEST_NAME)));
            if (!Set.of("true", "false").contains(item.text("workday")))
                flaws.add(Wrong.plain(code, "workday", "flag", Map.of("value", item.text("workday"))));
        });
        return flaws;
    }

    @Override
    public void apply(Changes changes) {
        changes.put()
                .forEach((code, item) ->
                        day(code).ifPresent(day -> calendar.mark(day, item.flag("workday"), item.text("name"))));
        changes.removed().forEach(code -> day(code).ifPresent(calendar::unmark));
    }
}
