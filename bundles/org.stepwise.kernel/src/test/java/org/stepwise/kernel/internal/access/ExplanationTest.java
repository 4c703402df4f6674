package org.stepwise.kernel.internal.access;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Explanation;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.internal.directory.OrgKernel;
import org.stepwise.testkit.Covers;

/** Why somebody may or may not. */
public class ExplanationTest {
    @ClassRule
    public static final TrialCompany TRIAL = new TrialCompany();

    private static final OrgKernel KERNEL = TRIAL.kernel();

    @Test
    @Covers("ACC-8")
    public void theExplanationNamesEveryRuleInTheReadersWords() {
        TrialModule.Memo memo = TRIAL.memo("own", "e1", 0);
        Explanation yes = explain("branch", "see", memo);
        assertTrue(yes.allowed());
        assertEquals("GIVES", effect(yes, "role"));
        Explanation no = explain("plain", "see", memo);
        assertFalse(no.allowed());
        assertEquals(
                List.of("phase", "clearance", "segment", "role", "owner", "superior", "share"),
                no.steps().stream().map(Explanation.Step::rule).toList());
        assertEquals("SILENT", effect(no, "role"));
        Explanation wall = explain("segment", "see", TRIAL.memo("repwest", "w1", 0));
        assertFalse(wall.allowed());
        assertEquals("REFUSES", effect(wall, "segment"));
        assertEquals("REFUSES", effect(explain("closedown", "see", memo), "phase"));
        assertEquals("REFUSES", effect(explain("branch", "see", TRIAL.memo("own", "e1", 9)), "clearance"));
        TrialModule.Deal deal = TRIAL.deal("rep", "e11");
        assertEquals("GIVES", effect(explain("line", "see", RecordId.of("trial.deal", deal.id)), "superior"));
        assertEquals("GIVES", effect(explain("rep", "see", RecordId.of("trial.deal", deal.id)), "owner"));
        TRIAL.share(new Share(
                RecordId.of("trial.memo", memo.id), KERNEL.person("plain"), "", Set.of("see"), Optional.empty()));
        assertEquals("GIVES", effect(explain("plain", "see", memo), "share"));
        Texts texts = KERNEL.get(Texts.class);
        for (Explanation.Step step : no.steps()) {
            assertTrue(step.key(), texts.find(Locale.ENGLISH, step.key()).isPresent());
            assertTrue(
                    step.key(),
                    texts.find(Locale.SIMPLIFIED_CHINESE, step.key()).isPresent());
        }
    }

    private Explanation explain(String account, String action, TrialModule.Memo memo) {
        return explain(account, action, RecordId.of("trial.memo", memo.id));
    }

    private Explanation explain(String account, String action, RecordId record) {
        Caller subject = KERNEL.caller(account);
        return KERNEL.as("admin", () -> TRIAL.access.explain(subject, action, record));
    }

    private static String effect(Explanation explanation, String rule) {
        return explanation.steps().stream()
                .filter(step -> step.rule().equals(rule))
                .map(step -> step.effect().name())
                .sorted()
                .findFirst()
                .orElse("");
    }

    @Test
    @Covers("ACC-8")
    public void whatThereIsNotIsAnsweredWithWhatThereIs() {
        TrialModule.Memo memo = TRIAL.memo("own", "e1", 0);
        NotFound type = assertThrows(NotFound.class, () -> explain("plain", "see", RecordId.of("trial.memmo", 1)));
        assertEquals("trial.memo", type.args().get("like"));
        Invalid action = assertThrows(Invalid.class, () -> explain("plain", "sea", memo));
        assertEquals("action", action.violations().get(0).field());
        String known = action.violations().get(0).args().get("known").toString();
        assertTrue(known, known.contains("create, delete, edit"));
    }

    @Test
    @Covers("ACC-8")
    public void onlyAdministratorsAskWhyForOthers() {
        RecordId memo = RecordId.of("trial.memo", TRIAL.memo("own", "e1", 0).id);
        Caller plain = KERNEL.caller("plain");
        assertThrows(Forbidden.class, () -> KERNEL.as("own", () -> TRIAL.access.explain(plain, "see", memo)));
        assertFalse(KERNEL.as("plain", () -> TRIAL.access.explain(plain, "see", memo))
                .allowed());
        assertThrows(NotFound.class, () -> explain("plain", "see", RecordId.of("trial.memo", 999_999)));
    }
}
