package org.stepwise.plan.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.directory.UnitKind;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("ROL-20")
public class ShippedPlanTest {
    @ClassRule
    public static final TestKernel KERNEL = TestKernel.onDerby();

    private static final List<Unit> GROUP = List.of(
            unit(1, 0, "HC", UnitKind.GROUP, true),
            unit(2, 1, "HQ", UnitKind.DEPARTMENT, true),
            unit(3, 2, "HQ-IT", UnitKind.TEAM, true),
            unit(4, 1, "FI", UnitKind.DEPARTMENT, false),
            unit(5, 1, "SV", UnitKind.SEGMENT, true),
            unit(6, 1, "NEW", UnitKind.COMPANY, false),
            unit(7, 1, "EMPTY", UnitKind.COMPANY, true));

    private static Unit unit(long id, long parent, String code, UnitKind kind, boolean headed) {
        Optional<Long> head = headed ? Optional.of(90L) : Optional.empty();
        return new Unit(id, id + 100, code, code, kind, parent, "main", head, 0, 1);
    }

    private static List<Map<?, ?>> phases(List<Unit> tree, String... modules) {
        ShippedPlan plan = new ShippedPlan(
                tree, unit -> !unit.code().equals("EMPTY"), List.of(modules), KERNEL.get(Texts.class), Locale.ENGLISH);
        String yaml = plan.write(LocalDate.of(2027, 1, 4));
        Map<?, ?> document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
        List<Map<?, ?>> phases = new ArrayList<>();
        for (Object phase : (List<?>) document.get("phases")) phases.add((Map<?, ?>) phase);
        return phases;
    }

    private static List<String> told(List<Map<?, ?>> phases) {
        return phases.stream()
                .map(one -> one.get("code") + " " + one.get("units") + " " + one.get("modules") + " " + one.get("from"))
                .toList();
    }

    @Test
    public void headquartersComeFirstThenSubsidiariesThatAreReadyAndEverydayModulesBeforeTheOthers() {
        assertEquals(
                List.of(
                        "hq-daily [HQ, FI] [mail, crm] 2027-01-04",
                        "hq-across [HQ, FI] [project, fleet] 2027-03-01",
                        "hq-overview [HQ, FI] [analytics] 2027-04-26",
                        "sub-daily [SV] [mail, crm] 2027-03-01",
                        "sub-across [SV] [project, fleet] 2027-04-26",
                        "sub-overview [SV] [analytics] 2027-06-21",
                        "later-daily [NEW, EMPTY] [mail, crm] 2027-04-26",
                        "later-across [NEW, EMPTY] [project, fleet] 2027-06-21",
                        "later-overview [NEW, EMPTY] [analytics] 2027-08-16"),
                told(phases(GROUP, "analytics", "crm", "fleet", "mail", "project", "web", "kernel")));
    }

    @Test
    public void aSubsidiaryThatIsNotReadyIsToldWhatItLacks() {
        Map<?, ?> later = phases(GROUP, "crm").stream()
                .filter(one -> one.get("code").equals("later-daily"))
                .findFirst()
                .orElseThrow();
        String tasks = later.get("tasks").toString();
        assertTrue(tasks, tasks.contains("Name a head of NEW"));
        assertTrue(tasks, tasks.contains("Record the people of EMPTY"));
    }

    @Test
    public void onlyModulesThatAreThereAreNamedAndASmallCompanyIsOneWave() {
        List<Unit> small = List.of(unit(1, 0, "ALL", UnitKind.COMPANY, true));
        assertEquals(List.of("hq-daily [ALL] [crm] 2027-01-04"), told(phases(small, "crm")));
        assertEquals(List.of(), told(phases(small)));
        assertEquals(Set.of(), Set.copyOf(told(phases(List.of(), "crm"))));
    }
}
