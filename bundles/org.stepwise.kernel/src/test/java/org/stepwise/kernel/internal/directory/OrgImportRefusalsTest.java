package org.stepwise.kernel.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;

/** What is wrong in a file of the organisation is told, and nothing is imported. */
@Covers("DIR-6")
public class OrgImportRefusalsTest {
    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

    @Test
    public void everyBadRowIsNamedWithSheetRowColumnAndReasonAndNothingIsImported() {
        Imports.Report report = KERNEL.load(
                Map.of(
                        "units",
                        "code,parent,kind,name_zh,head,valid_from\n"
                                + "f-hq,,galaxy,集团,,\n"
                                + "f east,f-hq,TEAM,东,,\n"
                                + "f-w,f-hqq,TEAM,,nobody,31.31.2020\n"
                                + "f-hq,,GROUP,集团,,\n",
                        "posts",
                        "code,name_zh,level\nf-rep,销售,high\n",
                        "people",
                        "account,name,email,mobile,locale,time_zone,clearance\n"
                                + "f-a,甲,not an address,12,fr,Mars/Base,11\n"
                                + "f-b,乙,,,,,\n",
                        "positions",
                        "account,unit,post,primary,superior\n"
                                + "f-b,f-hq,f-rep,maybe,f-b\n"
                                + "f-b,f-hq,f-rep,no,\n"
                                + "f-c,f-hq,f-rep,yes,\n"),
                false);
        Set<String> told = report.errors().stream()
                .map(e -> e.sheet() + ":" + e.row() + ":" + e.violation().field() + ":"
                        + e.violation().code().replaceAll(".*\\.", ""))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "units.csv:2:kind:kind",
                        "units.csv:3:code:code",
                        "units.csv:4:parent:unknownLike",
                        "units.csv:4:name_zh:required",
                        "units.csv:4:head:unknown",
                        "units.csv:4:valid_from:day",
                        "units.csv:5:code:twice",
                        "posts.csv:2:level:number",
                        "people.csv:2:email:email",
                        "people.csv:2:mobile:phone",
                        "people.csv:2:locale:locale",
                        "people.csv:2:time_zone:timeZone",
                        "people.csv:2:clearance:number",
                        "positions.csv:2:primary:flag",
                        "positions.csv:2:superior:superiorItself",
                        "positions.csv:3:post:positionTwice",
                        "positions.csv:4:account:unknownLike"),
                told);
        Texts texts = KERNEL.get(Texts.class);
        for (Imports.RowError error : report.errors()) {
            Violation violation = error.violation();
            assertTrue(
                    violation.code(),
                    texts.find(java.util.Locale.ENGLISH, violation.code()).isPresent());
            assertTrue(
                    violation.code(),
                    texts.find(java.util.Locale.SIMPLIFIED_CHINESE, violation.code())
                            .isPresent());
        }
        assertTrue(KERNEL.directory().account("f-b").isEmpty());
    }

    @Test
    public void unknownMissingAndDoubleColumnsAreTold() {
        Imports.Report report = KERNEL.load(
                Map.of("people", "account,colour,email,email\ng-a,red,,\n", "posts", "code,name_zh\ng-p,岗\n"), false);
        assertEquals(
                Set.of("columnUnknown colour", "columnTwice email", "columnMissing name"),
                report.errors().stream()
                        .filter(e -> e.row() == 1)
                        .map(e -> e.violation().code().replaceAll(".*\\.", "") + " "
                                + e.violation().field())
                        .collect(Collectors.toSet()));
    }

    @Test
    public void everyCircleIsNamedAlsoBesideOtherBadRows() {
        Imports.Report units = KERNEL.load(
                Map.of("units", "code,parent,name_zh\ni-a,i-none,甲\ni-b,i-b,乙\ni-c,i-c,丙\ni-d,i-b,丁\n"), false);
        assertEquals(
                List.of("2:unknown", "3:cycleAtUnit", "4:cycleAtUnit"),
                units.errors().stream()
                        .map(e -> e.row() + ":" + e.violation().code().replaceAll(".*\\.", ""))
                        .toList());
        Imports.Report people = KERNEL.load(
                Map.of(
                        "units", "code,name_zh\ni-u,部\n",
                        "posts", "code,name_zh\ni-p,岗\n",
                        "people", "account,name\ni-w,甲\ni-x,乙\ni-y,丙\ni-z,丁\n",
                        "positions",
                                "account,unit,post,primary,superior\ni-w,i-u,i-p,1,i-x\ni-x,i-u,i-p,1,i-w\n"
                                        + "i-y,i-u,i-p,1,i-z\ni-z,i-u,i-p,1,i-y\n"),
                false);
        assertEquals(
                List.of("directory.problem.cycleAtPerson", "directory.problem.cycleAtPerson"),
                people.errors().stream().map(e -> e.violation().code()).toList());
    }

    @Test
    public void circlesOfUnitsAndOfSuperiorsAreRefused() {
        Imports.Report units =
                KERNEL.load(Map.of("units", "code,parent,name_zh\nh-a,h-b,甲\nh-b,h-c,乙\nh-c,h-a,丙\n"), false);
        assertEquals(
                List.of("directory.problem.cycleAtUnit"),
                units.errors().stream().map(e -> e.violation().code()).toList());
        Imports.Report people = KERNEL.load(
                Map.of(
                        "units", "code,name_zh\nh-u,部\n",
                        "posts", "code,name_zh\nh-p,岗\n",
                        "people", "account,name\nh-x,甲\nh-y,乙\n",
                        "positions", "account,unit,post,primary,superior\nh-x,h-u,h-p,1,h-y\nh-y,h-u,h-p,1,h-x\n"),
                false);
        assertEquals(
                List.of("directory.problem.cycleAtPerson"),
                people.errors().stream().map(e -> e.violation().code()).toList());
        assertTrue(KERNEL.directory().account("h-x").isEmpty());
    }
}
