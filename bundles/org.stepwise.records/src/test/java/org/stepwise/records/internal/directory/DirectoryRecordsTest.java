package org.stepwise.records.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

/** Groups, substitutes, roles and words of the directory. */
public class DirectoryRecordsTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private final OrganisationDesk desk = new OrganisationDesk(KERNEL);

    @Test
    @Covers("DIR-4")
    public void groupsHaveMembersByHandAndByRule() {
        RecordId hand =
                desk.system(() -> desk.records().create("directory.group", Map.of("code", "hand", "nameZh", "手工组")));
        RecordId rule = desk.system(() -> desk.records()
                .create(
                        "directory.group",
                        Map.of("code", "rule", "nameZh", "规则组", "ruleUnitId", KERNEL.unit("eastern"), "ruleLevel", 3)));
        desk.run(() -> desk.records()
                .create("directory.member", Map.of("inGroupId", hand.id(), "personId", KERNEL.person("bob"))));
        assertTrue(desk.callers("bob").principals().contains(hand.id()));
        assertFalse(desk.callers("amy").principals().contains(hand.id()));
        assertTrue(desk.callers("amy").principals().contains(rule.id()));
        assertFalse(desk.callers("bob").principals().contains(rule.id()));
        desk.update("directory.group", rule.id(), Map.of("ruleLevel", 4));
        assertFalse("from the next request on", desk.callers("amy").principals().contains(rule.id()));
    }

    @Test
    @Covers("DIR-5")
    public void substitutesActDuringTheirDaysForTheirScope() {
        long amy = KERNEL.person("amy");
        Map<String, Object> values = Map.of(
                "substituteId",
                KERNEL.person("ann"),
                "fromDay",
                desk.today(),
                "toDay",
                desk.today().plusDays(5),
                "scope",
                "crm");
        desk.run(() -> desk.directory.state(KERNEL.person("ann"), PersonState.ACTIVE));
        KERNEL.as("amy", () -> desk.records().create("directory.substitute", values));
        assertEquals(
                List.of("ann"),
                desk.accounts(
                        desk.directory.substitutes(amy, "crm", desk.today().plusDays(5))));
        assertEquals(List.of(), desk.accounts(desk.directory.substitutes(amy, "hr", desk.today())));
        assertEquals(
                List.of(),
                desk.accounts(
                        desk.directory.substitutes(amy, "crm", desk.today().plusDays(6))));
        Map<String, Object> foreign = new HashMap<>(values);
        foreign.put("personId", KERNEL.person("bob"));
        Invalid refused = assertThrows(
                Invalid.class, () -> KERNEL.run("amy", () -> desk.records().create("directory.substitute", foreign)));
        assertEquals(
                "directory.problem.substituteOfOthers",
                refused.violations().get(0).code());
    }

    @Test
    @Covers("ACC-13")
    public void staffSeesPeopleAndUnitsButChangesNothing() {
        assertFalse(KERNEL.as("eve", () -> desk.records().list("directory.person", Query.ALL))
                .rows()
                .isEmpty());
        assertFalse(KERNEL.as("eve", () -> desk.records().list("directory.unit", Query.ALL))
                .rows()
                .isEmpty());
        RecordId amy = RecordId.of("directory.person", KERNEL.person("amy"));
        assertFalse(
                KERNEL.as("eve", () -> desk.records().card(amy)).row().values().containsKey("clearance"));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.run("eve", () -> desk.records().update(amy, desk.version(amy), Map.of("name", "x"))));
        assertThrows(
                Forbidden.class,
                () -> KERNEL.run(
                        "eve",
                        () -> desk.records()
                                .create("directory.unit", Map.of("code", "x", "nameZh", "x", "kind", "TEAM"))));
    }

    @Test
    public void namesAndSuggestionsFindPeopleUnitsAndWhatIsLikeThem() {
        long amy = KERNEL.person("amy");
        long east = KERNEL.unit("east");
        long below = desk.directory.unit(east).orElseThrow().below();
        assertEquals(
                Map.of(amy, "amy", east, "east", below, "east"),
                desk.directory.names(List.of(amy, east, below, 4711L)));
        assertEquals(List.of("amy"), desk.accounts(desk.directory.suggest("AM", 5)));
        assertEquals(List.of(), desk.directory.suggest("%", 5));
        Exception like = assertThrows(Exception.class, () -> desk.directory.requireAccount("amyy"));
        assertTrue(like.getMessage(), like.getMessage().contains("amy"));
    }

    @Test
    @Covers("I18N-1")
    public void everyLabelOfTheDirectoryIsThereInBothLanguages() {
        Texts texts = KERNEL.get(Texts.class);
        for (RecordType<?> type : KERNEL.get(Types.class).all()) {
            if (!type.module().equals("directory")) continue;
            List<String> keys = new java.util.ArrayList<>(List.of(type.id(), type.id() + ".plural"));
            type.fields().forEach(field -> {
                String key = type.id() + "." + field.name();
                keys.add(key);
                if (field.hasHelp()) keys.add(key + ".help");
                if (field.javaType().isEnum()) {
                    for (Object value : field.javaType().getEnumConstants()) keys.add(key + "." + value);
                }
            });
            type.sections().keySet().forEach(section -> keys.add(type.id() + ".section." + section));
            type.actions().forEach(action -> keys.add(type.id() + ".action." + action.id()));
            for (String key : keys) {
                assertTrue(key, texts.find(java.util.Locale.ENGLISH, key).isPresent());
                assertTrue(
                        key,
                        texts.find(java.util.Locale.SIMPLIFIED_CHINESE, key).isPresent());
            }
        }
    }
}
