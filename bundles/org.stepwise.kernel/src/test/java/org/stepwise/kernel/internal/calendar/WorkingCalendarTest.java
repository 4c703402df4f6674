package org.stepwise.kernel.internal.calendar;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Mostly in a year far ahead, for which no public calendar is shipped: 2031-03-03 is a Monday. */
@Covers("CAL-1")
public class WorkingCalendarTest {
    private static final LocalDate MONDAY = LocalDate.of(2031, 3, 3);
    private static final LocalDate FRIDAY = LocalDate.of(2031, 3, 7);
    private static final LocalDate SATURDAY = LocalDate.of(2031, 3, 8);
    private static final LocalDate NEXT_MONDAY = LocalDate.of(2031, 3, 10);

    @ClassRule
    public static final TestKernel kernel = TestKernel.fresh();

    private WorkingCalendar calendar;

    @Before
    public void start() {
        calendar = kernel.get(WorkingCalendar.class);
        Settings settings = kernel.get(Settings.class);
        kernel.system(() -> settings.set("kernel.calendarRules.week", 0, "MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY"));
        kernel.system(() -> settings.set("kernel.calendarRules.hours", 0, "09:00,12:00,13:30,18:00"));
        mark(SATURDAY, false);
        mark(NEXT_MONDAY, true);
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time))
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant();
    }

    private void mark(LocalDate day, boolean workday) {
        kernel.system(() -> calendar.mark(day, workday, "by the company"));
    }

    @Test
    public void theWeekHoldsWhereNothingElseIsSaid() {
        assertTrue(calendar.workday(FRIDAY));
        assertFalse(calendar.workday(SATURDAY));
        assertEquals(NEXT_MONDAY, calendar.plusWorkdays(FRIDAY, 1));
        assertEquals(FRIDAY, calendar.plusWorkdays(NEXT_MONDAY, -1));
        assertEquals(SATURDAY, calendar.plusWorkdays(SATURDAY, 0));
    }

    @Test
    public void theCompanysMarksWin() {
        mark(SATURDAY, true);
        mark(NEXT_MONDAY, false);
        assertTrue(calendar.workday(SATURDAY));
        assertEquals(SATURDAY, calendar.plusWorkdays(FRIDAY, 1));
        assertEquals(LocalDate.of(2031, 3, 11), calendar.plusWorkdays(FRIDAY, 2));
        mark(SATURDAY, false);
        assertFalse(calendar.workday(SATURDAY));
    }

    @Test
    public void workingTimeSkipsLunchNightsAndWeekends() {
        assertEquals(at(MONDAY, "11:00"), calendar.plusWorkingTime(at(MONDAY, "09:00"), Duration.ofHours(2)));
        assertEquals(at(MONDAY, "14:30"), calendar.plusWorkingTime(at(MONDAY, "11:00"), Duration.ofHours(2)));
        assertEquals(at(NEXT_MONDAY, "10:00"), calendar.plusWorkingTime(at(FRIDAY, "17:00"), Duration.ofHours(2)));
        assertEquals(at(NEXT_MONDAY, "09:30"), calendar.plusWorkingTime(at(SATURDAY, "10:00"), Duration.ofMinutes(30)));
    }

    @Test
    public void workingTimeBetweenTwoMomentsIsCountedBothWays() {
        Duration week = calendar.workingTime(at(MONDAY, "00:00"), at(NEXT_MONDAY, "00:00"));
        assertEquals(Duration.ofMinutes(5 * (3 * 60 + 270)), week);
        assertEquals(Duration.ofHours(1), calendar.workingTime(at(MONDAY, "11:30"), at(MONDAY, "14:00")));
        assertEquals(Duration.ofHours(-1), calendar.workingTime(at(MONDAY, "14:00"), at(MONDAY, "11:30")));
        Instant later = calendar.plusWorkingTime(at(MONDAY, "10:00"), Duration.ofHours(20));
        assertEquals(Duration.ofHours(20), calendar.workingTime(at(MONDAY, "10:00"), later));
    }

    @Test
    public void weekAndHoursAreSettings() {
        Settings settings = kernel.get(Settings.class);
        kernel.system(() -> settings.set("kernel.calendarRules.week", 0, "MONDAY, TUESDAY"));
        kernel.system(() -> settings.set("kernel.calendarRules.hours", 0, "08:00,12:00"));
        assertFalse(calendar.workday(FRIDAY));
        assertEquals(at(NEXT_MONDAY, "09:00"), calendar.plusWorkingTime(at(FRIDAY, "09:00"), Duration.ofHours(1)));
        assertThrows(
                Invalid.class, () -> kernel.system(() -> settings.set("kernel.calendarRules.hours", 0, "12:00,08:00")));
        assertThrows(
                Invalid.class, () -> kernel.system(() -> settings.set("kernel.calendarRules.zone", 0, "Atlantis")));
    }

    @Test
    public void publicHolidaysAndMakeUpWorkdaysHold() {
        assertFalse("National Day", calendar.workday(LocalDate.of(2025, 10, 1)));
        assertFalse("a Wednesday in the long holiday", calendar.workday(LocalDate.of(2025, 10, 8)));
        assertTrue("a Saturday to make up for it", calendar.workday(LocalDate.of(2025, 10, 11)));
        assertTrue("a Sunday to make up for it", calendar.workday(LocalDate.of(2025, 9, 28)));
        assertEquals(LocalDate.of(2025, 10, 9), calendar.plusWorkdays(LocalDate.of(2025, 9, 30), 1));
        assertEquals(LocalDate.of(2025, 9, 30), calendar.plusWorkdays(LocalDate.of(2025, 10, 9), -1));
        Settings settings = kernel.get(Settings.class);
        kernel.system(() -> settings.set("kernel.calendarRules.holidays", 0, "false"));
        assertTrue("a company that does not keep them", calendar.workday(LocalDate.of(2025, 10, 1)));
        kernel.system(() -> settings.set("kernel.calendarRules.holidays", 0, "true"));
    }

    @Test
    public void nobodyMarksDaysWithoutPermission() {
        assertThrows(Forbidden.class, () -> calendar.mark(SATURDAY, true, ""));
    }
}
