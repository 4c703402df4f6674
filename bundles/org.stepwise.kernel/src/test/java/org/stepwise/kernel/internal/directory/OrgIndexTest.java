package org.stepwise.kernel.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.testkit.Covers;

/** The closures against walking, on organisations and changes drawn at random. */
public class OrgIndexTest {
    @ClassRule
    public static final OrgKernel KERNEL = new OrgKernel();

    private static final int UNITS = 40;
    private static final int PEOPLE = 120;

    @After
    public void empty() {
        KERNEL.tx().run(() -> {
            for (String table : List.of("directory_position", "directory_unit", "directory_post", "directory_person")) {
                KERNEL.tx().sql().update("delete from " + table);
            }
            KERNEL.get(OrgIndex.class).changed();
        });
    }

    private static void load(Random random) {
        StringBuilder units = new StringBuilder("code,parent,name_zh,head\n");
        for (int i = 0; i < UNITS; i++) {
            String parent = i == 0 || random.nextInt(15) == 0 ? "" : "u" + random.nextInt(i);
            units.append("u" + i + "," + parent + ",部" + i + ",\n");
        }
        StringBuilder people = new StringBuilder("account,name\n");
        StringBuilder positions = new StringBuilder("account,unit,post,primary\n");
        for (int i = 0; i < PEOPLE; i++) {
            people.append("p" + i + ",人" + i + "\n");
            positions.append("p" + i + ",u" + random.nextInt(UNITS) + ",x,yes\n");
        }
        KERNEL.load("units", units.toString());
        KERNEL.load("posts", "code,name_zh\nx,岗\ny,岗二\n");
        KERNEL.load("people", people.toString());
        KERNEL.load("positions", positions.toString());
    }

    /** One random change of the organisation; those that would form a circle are refused and change nothing. */
    private static void change(Random random) {
        long unit = KERNEL.unit("u" + random.nextInt(UNITS));
        long other = KERNEL.unit("u" + random.nextInt(UNITS));
        long person = KERNEL.person("p" + random.nextInt(PEOPLE));
        long superior = KERNEL.person("p" + random.nextInt(PEOPLE));
        try {
            switch (random.nextInt(5)) {
                case 0 -> KERNEL.change("update directory_unit set parent_id = ? where id = ?", other, unit);
                case 1 -> KERNEL.change("update directory_unit set head_id = ? where id = ?", person, unit);
                case 2 ->
                    KERNEL.change("update directory_position set in_unit_id = ? where person_id = ?", unit, person);
                case 3 ->
                    KERNEL.change(
                            "update directory_position set superior_id = ? where person_id = ?", superior, person);
                default ->
                    KERNEL.change(
                            "update directory_person set state = ? where id = ?",
                            random.nextBoolean() ? "LEFT" : "ACTIVE",
                            person);
            }
        } catch (Conflict refused) {
            assertEquals("directory.problem.cycleAt", refused.key().replaceAll("(Unit|Person)$", ""));
        }
    }

    @Test
    @Covers({"DIR-1", "DIR-2"})
    public void closuresAgreeWithWalkingAfterAnyChanges() {
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            load(random);
            agree(seed, -1);
            for (int step = 0; step < 40; step++) {
                change(random);
                if (step % 4 == 3) agree(seed, step);
            }
            empty();
        }
    }

    private static void agree(int seed, int step) {
        String where = "seed " + seed + " step " + step;
        Map<Long, Long> parents = lines("select id, parent_id from directory_unit where deleted = false");
        Set<List<Long>> units = new HashSet<>();
        parents.keySet().forEach(unit -> {
            for (long at = unit; at != 0; at = parents.getOrDefault(at, 0L)) units.add(List.of(at, unit));
        });
        assertEquals(where, units, pairs("select anc, des from unit_closure"));
        Map<Long, Long> superiors = superiors(parents);
        Set<List<Long>> people = new HashSet<>();
        superiors.keySet().forEach(person -> {
            for (long at = superiors.get(person); at != 0; at = superiors.getOrDefault(at, 0L)) {
                people.add(List.of(at, person));
            }
        });
        assertEquals(where, people, pairs("select sup, sub from person_closure"));
    }

    /** The rule of DIR-2 once more, by plain walking over the tables. */
    private static Map<Long, Long> superiors(Map<Long, Long> parents) {
        Map<Long, Long> heads = lines("select u.id, p.id from directory_unit u join directory_person p"
                + " on p.id = u.head_id and p.state <> 'LEFT'");
        Map<Long, Long> units = lines("select person_id, in_unit_id from directory_position");
        Map<Long, Long> named = lines("select o.person_id, s.id from directory_position o join directory_person s"
                + " on s.id = o.superior_id and s.state <> 'LEFT' and s.id <> o.person_id");
        Map<Long, Long> superiors = new TreeMap<>();
        units.forEach((person, unit) -> {
            long found = named.getOrDefault(person, 0L);
            List<Long> chain = new ArrayList<>();
            for (long at = unit; at != 0; at = parents.getOrDefault(at, 0L)) chain.add(at);
            while (chain.stream().anyMatch(at -> heads.getOrDefault(at, 0L).equals(person))) chain.remove(0);
            for (int i = 0; i < chain.size() && found == 0; i++) found = heads.getOrDefault(chain.get(i), 0L);
            superiors.put(person, found);
        });
        return superiors;
    }

    private static Map<Long, Long> lines(String sql) {
        Map<Long, Long> lines = new HashMap<>();
        KERNEL.tx().sql().each(sql, row -> lines.put(row.number(1), row.number(2)));
        return lines;
    }

    private static Set<List<Long>> pairs(String sql) {
        return new HashSet<>(KERNEL.tx().sql().list(sql, row -> List.of(row.number(1), row.number(2))));
    }

    private static void family() {
        KERNEL.load("people", "account,name\nboss,王总\nhead,李\nlead,周\nrep,张\nnew,新\n");
        KERNEL.load("units", "code,parent,name_zh,head\nhq,,集团,boss\ndept,hq,部门,head\nteam,dept,小组,\n");
        KERNEL.load("posts", "code,name_zh,level\nx,岗,1\ny,组长,5\n");
        KERNEL.load(
                "positions",
                "account,unit,post,primary\nboss,hq,x,1\nhead,dept,x,1\nlead,team,y,1\nrep,team,x,1\nnew,team,x,1\n");
    }

    private static List<String> chain(String account) {
        return KERNEL.directory().superiors(KERNEL.person(account)).stream()
                .map(Person::account)
                .toList();
    }

    @Test
    @Covers("DIR-2")
    public void theSuperiorIsNamedOrTheNearestHeadAndNeverOneself() {
        family();
        assertEquals(List.of("head", "boss"), chain("rep"));
        assertEquals("a head answers to the unit above", List.of("boss"), chain("head"));
        assertEquals(List.of(), chain("boss"));
        long rep = KERNEL.person("rep");
        KERNEL.change("update directory_position set superior_id = ? where person_id = ?", KERNEL.person("lead"), rep);
        assertEquals(List.of("lead", "head", "boss"), chain("rep"));
        Directory directory = KERNEL.directory();
        assertEquals(Set.of(rep), directory.subordinates(KERNEL.person("lead")));
        assertEquals(true, directory.isSuperior(KERNEL.person("boss"), rep));
        assertEquals(false, directory.isSuperior(rep, KERNEL.person("boss")));
    }

    @Test
    @Covers("DIR-2")
    public void thePostMayCarryTheReportingLine() {
        family();
        KERNEL.change("update directory_post set reports_to_id = (select y.id from directory_post y where y.code = 'y')"
                + " where code = 'x'");
        assertEquals(List.of("lead", "head", "boss"), chain("rep"));
        assertEquals("no holder of the post above: the head", List.of("boss"), chain("head"));
    }

    @Test
    @Covers("DIR-2")
    public void whoHeadsAUnitAboveDoesNotAnswerToAHeadBelow() {
        family();
        KERNEL.change(
                "update directory_position set in_unit_id = ? where person_id = ?",
                KERNEL.unit("team"),
                KERNEL.person("head"));
        KERNEL.change("update directory_unit set head_id = ? where code = 'team'", KERNEL.person("lead"));
        assertEquals(List.of("boss"), chain("head"));
        assertEquals(List.of("head", "boss"), chain("lead"));
    }

    @Test
    @Covers("DIR-2")
    public void whoHasLeftIsNobodysSuperiorButKeepsOne() {
        family();
        KERNEL.change("update directory_person set state = 'LEFT' where account = 'head'");
        assertEquals(List.of("boss"), chain("rep"));
        assertEquals(List.of("boss"), chain("head"));
    }

    @Test
    @Covers("DIR-1")
    public void unitsInACircleAreRefused() {
        family();
        Conflict refused = assertThrows(
                Conflict.class,
                () -> KERNEL.change("update directory_unit set parent_id = ? where code = 'hq'", KERNEL.unit("team")));
        assertEquals("directory.problem.cycleAtUnit", refused.key());
        assertEquals(
                Set.of(KERNEL.unit("hq"), KERNEL.unit("dept"), KERNEL.unit("team")),
                KERNEL.directory().branch(KERNEL.unit("hq")));
    }

    @Test
    @Covers("DIR-1")
    public void aMovedBranchTakesItsPeopleAlong() {
        family();
        KERNEL.load("people", "account,name\nother,钱\n");
        KERNEL.load("units", "code,parent,name_zh,head\nwest,hq,西,other\n");
        KERNEL.change(
                "update directory_unit set parent_id = ?, head_id = null where code = 'dept'", KERNEL.unit("west"));
        assertEquals(List.of("other"), chain("rep").subList(0, 1));
        assertEquals(
                List.of(KERNEL.unit("team"), KERNEL.unit("dept"), KERNEL.unit("west"), KERNEL.unit("hq")),
                KERNEL.directory().above(KERNEL.unit("team")));
        assertEquals(4, KERNEL.directory().people(KERNEL.unit("west"), true).size());
        assertEquals(0, KERNEL.directory().people(KERNEL.unit("west"), false).size());
    }

    @Test
    public void insideAChangingTransactionAnswersAreAlreadyTrue() {
        family();
        KERNEL.tx().run(() -> {
            KERNEL.tx().sql().update("update directory_unit set head_id = null where code = 'dept'");
            KERNEL.get(OrgIndex.class).changed();
            assertEquals(List.of("boss"), chain("rep"));
        });
    }
}
