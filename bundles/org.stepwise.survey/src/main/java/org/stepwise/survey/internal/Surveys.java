package org.stepwise.survey.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.calendar.WorkingCalendar;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.rollout.SurveyStandings;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;

/** Forms sent to units, answered by their head or somebody named, handed in and given back (ROL-19). */
@Component(service = {Surveys.class, SurveyStandings.class})
public final class Surveys implements SurveyStandings {
    private static final int MOST = 200;
    private static final int MOST_UNITS = 500;
    private static final int LONGEST_REMARK = 2_000;
    private final Transactions transactions;
    private final Forms forms;
    private final Directory directory;
    private final Callers callers;
    private final Audit audit;
    private final Settings settings;
    private final WorkingCalendar calendar;
    private final SurveyNotices notices;
    private final Clock clock;

    @Activate
    public Surveys(
            @Reference Transactions transactions,
            @Reference Forms forms,
            @Reference Directory directory,
            @Reference Callers callers,
            @Reference Audit audit,
            @Reference Settings settings,
            @Reference WorkingCalendar calendar,
            @Reference SurveyNotices notices,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.forms = forms;
        this.directory = directory;
        this.callers = callers;
        this.audit = audit;
        this.settings = settings;
        this.calendar = calendar;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * A form to be sent.
     *
     * @param units codes @param answerer account of whoever answers for all of them, "" for the heads
     * @param phase code of the phase that it prepares, "" for none
     */
    public record Sending(String form, Set<String> units, String answerer, LocalDate due, String phase) {}

    private SurveyTable table() {
        return new SurveyTable(transactions.sql());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), calendar.zone());
    }

    boolean team() {
        return forms.may(Actions.ADMINISTER);
    }

    boolean sees() {
        return forms.may(Actions.SEE);
    }

    Round send(Sending sending) {
        forms.require(Actions.ADMINISTER);
        if (sending.due().isBefore(today())) throw Invalid.of("due", "survey.problem.due");
        if (sending.units().isEmpty() || sending.units().size() > MOST_UNITS)
            throw Invalid.of("units", "survey.problem.units", Map.of("most", MOST_UNITS));
        return transactions.get(() -> {
            Map<Unit, Long> answerers = answerers(sending);
            Item body = forms.definition(sending.form());
            Caller by = callers.current();
            long id = table().insert(sending.form(), body, sending.phase(), sending.due(), by, clock.instant());
            Round round = table().round(id).orElseThrow();
            answerers.forEach((unit, person) -> {
                long sheet = table().insert(id, unit.id(), person, by, clock.instant());
                notices.sent(round, sheet, unit.name(), person);
            });
            audit.write("survey.sent", sending.form(), Map.of("units", answerers.size(), "count", answerers.size()));
            return round;
        });
    }

    private Map<Unit, Long> answerers(Sending sending) {
        Optional<Long> named = sending.answerer().isEmpty()
                ? Optional.empty()
                : Optional.of(directory.requireAccount(sending.answerer()).id());
        Map<Unit, Long> answerers = new HashMap<>();
        List<Violation> without = new ArrayList<>();
        for (String code : sending.units()) {
            Unit unit = directory.requireUnit(code);
            named.or(unit::head)
                    .ifPresentOrElse(
                            person -> answerers.put(unit, person),
                            () -> without.add(
                                    new Violation("units", "survey.problem.noHead", Map.of("unit", unit.name()))));
        }
        if (!without.isEmpty()) throw new Invalid(without);
        return answerers;
    }

    /** Newest first; for those who see phases. */
    List<Round> rounds() {
        forms.require(Actions.SEE);
        return transactions.read(() -> table().rounds(MOST));
    }

    /** For those who see phases. */
    Round round(long id) {
        forms.require(Actions.SEE);
        return transactions.read(() -> existing(id));
    }

    private Round existing(long id) {
        return table().round(id).orElseThrow(() -> NotFound.of(id));
    }

    List<Sheet> sheets(long round) {
        forms.require(Actions.SEE);
        return transactions.read(() -> table().sheets(round));
    }

    /** What the caller answers, newest first. */
    List<Sheet> mine() {
        long person = callers.current().person();
        return person == 0 ? List.of() : transactions.read(() -> table().of(person, MOST));
    }

    List<Round> rounds(Collection<Long> ids) {
        return transactions.read(() -> table().rounds(ids));
    }

    /** A sheet with its round. */
    record Opened(Round round, Sheet sheet, boolean writes, boolean team) {}

    /** For those who answer it, and for those who see phases. */
    Opened open(long id) {
        return transactions.read(() -> {
            Sheet sheet = seen(id);
            return new Opened(existing(sheet.round()), sheet, answers(sheet) && !sheet.handedIn(), team());
        });
    }

    private Sheet seen(long id) {
        Sheet sheet = table().sheet(id).orElseThrow(() -> NotFound.of(id));
        if (!answers(sheet) && !sees()) throw NotFound.of(id);
        return sheet;
    }

    /** Is the caller whom it was sent to, or the head of the unit? */
    private boolean answers(Sheet sheet) {
        Caller caller = callers.current();
        if (caller.system() || caller.onBehalf().isPresent()) return false;
        return sheet.person() == caller.person()
                || directory
                        .unit(sheet.unit())
                        .flatMap(Unit::head)
                        .filter(head -> head == caller.person())
                        .isPresent();
    }

    private Sheet writable(long id, long version) {
        Sheet sheet = seen(id);
        if (!answers(sheet)) throw Forbidden.of(Actions.EDIT, "survey.sheet");
        if (sheet.handedIn()) throw new Conflict("survey.problem.handedIn");
        if (sheet.version() != version) throw new Conflict(Conflict.STALE);
        return sheet;
    }

    /** Keeps a draft. @param version that the writer saw @throws Conflict when somebody else saved meanwhile */
    Sheet save(long id, long version, Answers answers) {
        return transactions.get(() -> {
            Sheet sheet = writable(id, version);
            Answers kept = kept(sheet, answers);
            Sheet.State state = sheet.state() == Sheet.State.RETURNED ? Sheet.State.RETURNED : Sheet.State.DRAFT;
            table().change(sheet, kept, state, sheet.remark(), callers.current().name(), clock.instant());
            return seen(id);
        });
    }

    private Answers kept(Sheet sheet, Answers answers) {
        Form form = existing(sheet.round()).form();
        List<Violation> tooMuch = answers.tooMuch(form);
        if (!tooMuch.isEmpty()) throw new Invalid(tooMuch);
        return answers.of(form);
    }

    /** @throws Invalid when something is missing; then nothing is saved */
    Sheet handIn(long id, long version, Answers answers) {
        return transactions.get(() -> {
            Sheet sheet = writable(id, version);
            Answers kept = kept(sheet, answers);
            Round round = existing(sheet.round());
            List<Violation> wrong = kept.wrong(round.form());
            if (!wrong.isEmpty()) throw new Invalid(wrong);
            table().change(
                            sheet,
                            kept,
                            Sheet.State.HANDED_IN,
                            "",
                            callers.current().name(),
                            clock.instant());
            audit.write(
                    "survey.handedIn",
                    String.valueOf(id),
                    Map.of("title", round.form().code()));
            notices.handedIn(round, id, unitName(sheet));
            return seen(id);
        });
    }

    private String unitName(Sheet sheet) {
        return directory.unit(sheet.unit()).map(Unit::name).orElse("");
    }

    /** Gives a sheet that was handed in back to whoever answered. */
    Sheet giveBack(long id, long version, String remark) {
        forms.require(Actions.ADMINISTER);
        if (remark.isBlank() || remark.length() > LONGEST_REMARK)
            throw Invalid.of("remark", "survey.problem.remark", Map.of("longest", LONGEST_REMARK));
        return transactions.get(() -> {
            Sheet sheet = seen(id);
            if (!sheet.handedIn()) throw new Conflict("survey.problem.notHandedIn");
            if (sheet.version() != version) throw new Conflict(Conflict.STALE);
            String by = callers.current().name();
            table().change(sheet, sheet.answers(), Sheet.State.RETURNED, remark.strip(), by, clock.instant());
            audit.write("survey.returned", String.valueOf(id), Map.of("remark", remark.strip()));
            notices.returned(existing(sheet.round()), id, unitName(sheet), sheet.person());
            return seen(id);
        });
    }

    /** Lets somebody else answer. */
    Sheet pass(long id, String account) {
        forms.require(Actions.ADMINISTER);
        return transactions.get(() -> {
            Sheet sheet = seen(id);
            if (sheet.handedIn()) throw new Conflict("survey.problem.handedIn");
            long person = directory.requireAccount(account).id();
            table().answerer(id, person);
            audit.write("survey.passed", String.valueOf(id), Map.of("account", account));
            notices.sent(existing(sheet.round()), id, unitName(sheet), person);
            return seen(id);
        });
    }

    /** Offered when a survey is sent. */
    LocalDate dueByRule() {
        return today().plusDays(settings.get(SurveyRules.class).dueDays());
    }

    @Override
    public List<Standing> standings(String phase) {
        if (!sees()) return List.of();
        return transactions.read(() -> standings(table().ofPhase(phase)));
    }

    Standing standing(Round round) {
        return standings(List.of(round)).get(0);
    }

    /** In the order of the rounds. */
    List<Standing> standings(List<Round> rounds) {
        Map<Long, SurveyTable.Count> counts = transactions.read(
                () -> table().counts(rounds.stream().map(Round::id).toList()));
        return rounds.stream()
                .map(round -> standing(round, counts.getOrDefault(round.id(), SurveyTable.Count.NONE)))
                .toList();
    }

    private Standing standing(Round round, SurveyTable.Count count) {
        boolean late = round.due().isBefore(today()) && count.handedIn() < count.sheets();
        String title = round.form().name(callers.current().locale());
        return new Standing(round.id(), title, round.due(), count.sheets(), count.handedIn(), late);
    }
}
