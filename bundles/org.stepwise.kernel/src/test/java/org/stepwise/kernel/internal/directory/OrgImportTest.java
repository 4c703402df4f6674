package org.stepwise.kernel.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.directory.OrgImport;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.testkit.Covers;

/** An organisation comes from a file, and changes with the next one. */
@Covers("DIR-6")
public class OrgImportTest {
    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

    @Test
    public void aCompanyIsImportedWithClosuresAndRoles() {
        Imports.Report report = KERNEL.load(OrgKernel.company("a-"), false);
        assertEquals(List.of(), report.errors());
        assertEquals(12, report.rows());
        assertEquals(12, report.created());
        Person zhang = KERNEL.directory().requireAccount("a-zhang");
        assertEquals(PersonState.INVITED, zhang.state());
        assertEquals("一组", zhang.unitName());
        assertEquals(
                "a-li", KERNEL.directory().superior(zhang.id()).orElseThrow().account());
        assertEquals(Set.of("staff"), KERNEL.caller("a-zhang").roles());
        assertEquals(3, KERNEL.caller("a-li").clearance());
        assertEquals(List.of("a-hq", "a-east", "a-e1"), codes(LocalDate.now()));
        assertEquals("valid from counts for the past", List.of("a-hq"), codes(LocalDate.of(2020, 6, 1)));
    }

    private static List<String> codes(LocalDate day) {
        return KERNEL.directory().tree("main", day).stream()
                .map(Unit::code)
                .filter(code -> code.startsWith("a-"))
                .toList();
    }

    @Test
    public void importingTheSameTwiceChangesNothing() {
        KERNEL.load(OrgKernel.company("b-"), false);
        Imports.Report again = KERNEL.load(OrgKernel.company("b-"), false);
        assertEquals(List.of(), again.errors());
        assertEquals(0, again.created());
        assertEquals(0, again.updated());
        assertEquals(12, again.unchanged());
    }

    @Test
    public void aDryRunSaysWhatWouldHappenAndChangesNothing() {
        Imports.Report report = KERNEL.load(OrgKernel.company("c-"), true);
        assertEquals(12, report.created());
        assertTrue(KERNEL.directory().account("c-boss").isEmpty());
    }

    @Test
    public void whatExistsIsUpdatedByCodeAndAccount() {
        KERNEL.load(OrgKernel.company("d-"), false);
        Imports.Report report = KERNEL.load(
                Map.of(
                        "people", "account,name,mobile\nd-zhang,张三丰,\nD-LI,李四,13911112222\n",
                        "positions", "account,unit,post,primary\nd-zhang,d-hq,d-rep,yes\n"),
                false);
        assertEquals(List.of(), report.errors());
        assertEquals(3, report.updated());
        Person zhang = KERNEL.directory().requireAccount("d-zhang");
        assertEquals("张三丰", zhang.name());
        assertEquals("the primary position moved", "集团", zhang.unitName());
        assertEquals(
                "d-boss", KERNEL.directory().superior(zhang.id()).orElseThrow().account());
        assertEquals(
                2, KERNEL.tx().sql().number("select count(*) from directory_position where person_id = ?", zhang.id()));
        assertEquals(
                "a column that is not in the file stays",
                "021-88880000",
                KERNEL.tx()
                        .sql()
                        .first("select phone from directory_person where account = 'd-li'", row -> row.text(1))
                        .orElseThrow());
    }

    @Test
    public void onlyAdministratorsOfPeopleMayImportOrExport() {
        KERNEL.load("people", "account,name\nq-staff,甲\nq-admin,乙\n");
        KERNEL.system(() -> {
            KERNEL.directory().grantRole("administrator", KERNEL.person("q-admin"), Set.of());
            return true;
        });
        byte[] file = "account,name\nq-new,丙\n".getBytes(StandardCharsets.UTF_8);
        OrgImport org = KERNEL.get(OrgImport.class);
        assertThrows(
                Forbidden.class,
                () -> KERNEL.as("q-staff", () -> org.read(new ByteArrayInputStream(file), "people.csv", true)));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.as("q-staff", () -> {
                    org.export(new ByteArrayOutputStream(), Imports.Format.CSV);
                    return true;
                }));
        Imports.Report report =
                KERNEL.as("q-admin", () -> org.read(new ByteArrayInputStream(file), "people.csv", true));
        assertEquals(1, report.created());
        assertFalse(KERNEL.directory().account("q-new").isPresent());
    }
}
