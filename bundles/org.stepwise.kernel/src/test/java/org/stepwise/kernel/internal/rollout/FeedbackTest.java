package org.stepwise.kernel.internal.rollout;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.rollout.Acceptance;
import org.stepwise.kernel.api.rollout.Adoption;
import org.stepwise.kernel.api.rollout.Feedback;
import org.stepwise.kernel.api.rollout.Feedback.Kind;
import org.stepwise.kernel.api.rollout.Feedback.State;
import org.stepwise.kernel.api.rollout.Feedbacks;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.testkit.Covers;

/** Feedback on the modules of a phase. */
@Covers("ROL-8")
public class FeedbackTest {
    private static final Feedback.Screen SCREEN =
            Feedback.Screen.of("/crm/customer?q=secret", "Customers", "en", "1440", "7F3A-1124");

    @Rule
    @ClassRule
    public static final PhaseKernel KERNEL = new PhaseKernel();

    private Feedbacks feedbacks;

    @Before
    public void pilot() {
        feedbacks = KERNEL.kernel().get(Feedbacks.class);
        PhaseDraft draft = KERNEL.draft("pilot", Set.of("crm/contracts"), Set.of(KERNEL.company.sales), Set.of());
        KERNEL.root(() -> KERNEL.rollout.create(new PhaseDraft(
                draft.code(),
                draft.name(),
                draft.goal(),
                draft.from(),
                draft.to(),
                draft.modules(),
                draft.units(),
                draft.persons(),
                Set.of(KERNEL.company.sun),
                List.of(),
                List.of("blocking=0"))));
        KERNEL.root(() -> KERNEL.rollout.activate("pilot"));
    }

    private Feedback send(String account, Kind kind, String text) {
        return KERNEL.kernel().as(account, () -> feedbacks.send("crm", kind, text, SCREEN));
    }

    private List<String> texts(String account, Feedbacks.Query query) {
        return KERNEL.kernel().as(account, () -> feedbacks.list(query)).stream()
                .map(Feedback::text)
                .toList();
    }

    private static Feedbacks.Query all() {
        return new Feedbacks.Query("", "", Optional.empty(), Optional.empty(), false, 100);
    }

    @Test
    public void whatWasOnScreenIsKeptWithTheTextAndReadByResponsiblePersons() {
        Feedback sent = send("li", Kind.DEFECT, " The list is empty ");
        assertEquals("The list is empty", sent.text());
        assertEquals("pilot", sent.phase());
        assertEquals("LI", sent.senderName());
        assertEquals("华东", sent.unit());
        assertEquals(Feedback.Screen.of("/crm/customer", "Customers", "en", "1440", "7F3A-1124"), sent.screen());
        assertEquals(List.of("The list is empty"), texts("sun", all()));
        assertEquals(List.of("The list is empty"), texts("root", all()));
        assertThrows(Forbidden.class, () -> texts("wang", all()));
        assertThrows(NotFound.class, () -> KERNEL.kernel().as("wang", () -> feedbacks.get(sent.id())));
        assertEquals(1, KERNEL.kernel().as("li", () -> feedbacks.mine(10)).size());
        assertEquals(0, KERNEL.kernel().as("wang", () -> feedbacks.mine(10)).size());
        assertTrue(KERNEL.kernel().as("sun", () -> feedbacks.mayAnswer()));
        assertFalse(KERNEL.kernel().as("li", () -> feedbacks.mayAnswer()));
    }

    @Test
    public void onlyWhoHasTheModuleByAPhaseSends() {
        assertThrows(NotFound.class, () -> send("sun", Kind.IDEA, "Not mine"));
        assertThrows(
                NotFound.class,
                () -> KERNEL.kernel().as("li", () -> feedbacks.send("mail", Kind.IDEA, "Closed", SCREEN)));
        assertThrows(Invalid.class, () -> send("li", Kind.IDEA, " "));
        assertThrows(Invalid.class, () -> send("li", Kind.IDEA, "x".repeat(4001)));
        KERNEL.root(() -> KERNEL.rollout.pause("pilot"));
        assertThrows(NotFound.class, () -> send("li", Kind.IDEA, "Paused"));
    }

    @Test
    public void theListIsFilteredAndTheUrgentStandFirst() {
        send("li", Kind.IDEA, "idea");
        send("wang", Kind.BLOCKING, "blocked");
        Feedback question = send("zhao", Kind.QUESTION, "question");
        assertEquals(List.of("question", "blocked", "idea"), texts("sun", all()));
        Feedbacks.Query urgent = new Feedbacks.Query("pilot", "crm", Optional.empty(), Optional.empty(), true, 2);
        assertEquals(List.of("blocked", "question"), texts("sun", urgent));
        KERNEL.kernel().as("sun", () -> feedbacks.answer(question.id(), "So it is", State.ANSWERED));
        Feedbacks.Query open =
                new Feedbacks.Query("", "", Optional.of(Kind.QUESTION), Optional.of(State.OPEN), false, 9);
        assertEquals(List.of(), texts("sun", open));
        assertThrows(
                NotFound.class,
                () -> texts("sun", new Feedbacks.Query("no", "", Optional.empty(), Optional.empty(), false, 9)));
    }

    @Test
    public void anAnswerIsKeptWithItsAuthorAndOnlyByThoseWhoMay() {
        Feedback sent = send("li", Kind.QUESTION, "How?");
        assertThrows(
                NotFound.class,
                () -> KERNEL.kernel().as("li", () -> feedbacks.answer(sent.id(), "Thus", State.ANSWERED)));
        assertThrows(
                Invalid.class, () -> KERNEL.kernel().as("sun", () -> feedbacks.answer(sent.id(), "", State.ANSWERED)));
        KERNEL.kernel().as("sun", () -> feedbacks.answer(sent.id(), "Thus", State.ANSWERED));
        Feedback read = KERNEL.kernel().as("li", () -> feedbacks.get(sent.id()));
        assertEquals("Thus", read.answer());
        assertEquals("SUN", read.answeredBy());
        assertEquals(State.ANSWERED, read.state());
        assertEquals(1, KERNEL.audited("rollout.feedbackAnswered").size());
    }

    @Test
    public void openFeedbackIsCountedAndABlockingOneHoldsTheGateUntilItIsDone() {
        Feedback sent = send("li", Kind.BLOCKING, "Nothing opens");
        send("zhao", Kind.IDEA, "More colours");
        Adoption adoption = KERNEL.kernel().get(Adoption.class);
        Adoption.Report report = KERNEL.root(() -> adoption.of("pilot"));
        assertEquals(2, report.whole().feedback());
        assertEquals(2, report.modules().get(0).figures().feedback());
        assertEquals("east", 1, report.units().get(1).figures().feedback());
        Gate gate = KERNEL.root(() -> adoption.gates("pilot")).get(0);
        assertFalse(gate.met());
        assertEquals(1, gate.reached());
        assertTrue(gate.text(), gate.text().endsWith("（还剩 1 条）"));
        KERNEL.kernel().as("sun", () -> feedbacks.answer(sent.id(), "We look at it", State.ANSWERED));
        assertFalse(KERNEL.root(() -> adoption.gates("pilot")).get(0).met());
        assertEquals(2, KERNEL.root(() -> adoption.of("pilot")).whole().feedback());
        Feedbacks.Query open = new Feedbacks.Query("", "", Optional.empty(), Optional.empty(), true, false, 9);
        assertEquals(
                "the list and the gate mean the same", List.of("More colours", "Nothing opens"), texts("sun", open));
        KERNEL.kernel().as("sun", () -> feedbacks.answer(sent.id(), "Mended", State.DONE));
        assertEquals(1, KERNEL.root(() -> adoption.of("pilot")).whole().feedback());
        assertEquals(List.of("More colours"), texts("sun", open));
        Gate done = KERNEL.root(() -> adoption.gates("pilot")).get(0);
        assertTrue(done.met());
        assertEquals("没有未处理完的阻塞问题", done.text());
    }

    @Test
    @Covers("ROL-9")
    public void theAcceptanceReportHoldsEveryStepCriteriaAndWhatIsLeft() {
        send("li", Kind.BLOCKING, "Nothing opens");
        Acceptance acceptance = KERNEL.kernel().get(Acceptance.class);
        Acceptance.Report report = KERNEL.kernel().as("sun", () -> acceptance.report("pilot"));
        assertEquals(
                List.of("planned", "activated"),
                report.history().stream().map(PhaseEvent::step).toList());
        assertEquals(
                List.of("Nothing opens"),
                report.feedback().stream().map(Feedback::text).toList());
        assertFalse(report.adoption().gates().get(0).met());
        assertTrue(report.interim());
        KERNEL.root(() -> KERNEL.rollout.complete("pilot", "Year end"));
        assertFalse(KERNEL.root(() -> acceptance.report("pilot")).interim());
        assertEquals("SUN", report.names().get(KERNEL.company.sun));
        assertThrows(Forbidden.class, () -> KERNEL.kernel().as("li", () -> acceptance.report("pilot")));
    }

    @Test
    @Covers("ROL-9")
    public void theAcceptanceReportIsAPdfInTheLanguageOfItsReader() throws IOException {
        send("li", Kind.BLOCKING, "打不开 nothing opens");
        Acceptance acceptance = KERNEL.kernel().get(Acceptance.class);
        Callers callers = KERNEL.kernel().get(Callers.class);
        byte[] chinese = KERNEL.kernel().as("sun", () -> acceptance.pdf("pilot"));
        byte[] english = KERNEL.kernel()
                .as("sun", () -> callers.as(callers.current().reading(Locale.ENGLISH), () -> acceptance.pdf("pilot")));
        assertRead(chinese, "zh-CN", "验收报告", "打不开 nothing opens", "签字确认", "SUN");
        assertRead(english, "en", "Acceptance report", "打不开 nothing opens", "Signatures", "SUN");
        assertThrows(Forbidden.class, () -> KERNEL.kernel().as("li", () -> acceptance.pdf("pilot")));
    }

    private static void assertRead(byte[] pdf, String language, String title, String... parts) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            for (String part : parts) assertTrue(part + " in " + text, text.contains(part));
            assertTrue(document.getDocumentInformation().getTitle().contains(title));
            assertEquals(language, document.getDocumentCatalog().getLanguage());
            assertTrue(text.contains("1 / " + document.getNumberOfPages()));
        }
    }
}
