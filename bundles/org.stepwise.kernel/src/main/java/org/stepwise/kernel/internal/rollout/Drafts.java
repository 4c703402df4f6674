package org.stepwise.kernel.internal.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.PhaseDraft;

/** The rules of what an administrator says of a phase. */
final class Drafts {
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    /** Words that name pages beside those of the phases. */
    private static final Set<String> RESERVED = Set.of("new", "history", "plan");

    private static final int NAME = 200;
    private static final int GOAL = 2000;
    private static final int LINE = 400;
    private final Directory directory;
    private final Modules modules;

    Drafts(Directory directory, Modules modules) {
        this.directory = directory;
        this.modules = modules;
    }

    /** @param had what the phase has already: a module that the server has no longer does not keep the phase from being changed */
    void refuseWrong(PhaseDraft draft, Set<String> had) {
        List<Violation> wrong = new ArrayList<>();
        if (!CODE.matcher(draft.code()).matches()) {
            wrong.add(new Violation("code", "rollout.problem.code", Map.of("value", draft.code())));
        }
        if (RESERVED.contains(draft.code())) {
            wrong.add(new Violation("code", "rollout.problem.reserved", Map.of("value", draft.code())));
        }
        if (draft.name().isBlank()) wrong.add(new Violation("name", "rollout.problem.name"));
        tooLong(wrong, "name", draft.name(), NAME);
        tooLong(wrong, "goal", draft.goal(), GOAL);
        boolean backwards = draft.from().isPresent()
                && draft.to().filter(to -> to.isBefore(draft.from().get())).isPresent();
        if (backwards) wrong.add(new Violation("to", "rollout.problem.days"));
        lines(wrong, "tasks", draft.tasks());
        lines(wrong, "criteria", draft.criteria());
        criteria(wrong, draft.criteria());
        addresses(wrong, draft.modules(), had);
        scope(wrong, draft.units(), draft.persons());
        persons(wrong, "responsible", draft.responsible());
        if (!wrong.isEmpty()) throw new Invalid(wrong);
    }

    private static void criteria(List<Violation> wrong, List<String> wordings) {
        for (int i = 0; i < wordings.size(); i++) {
            if (!Condition.malformed(wordings.get(i))) continue;
            Map<String, Object> args = Map.of("value", wordings.get(i));
            wrong.add(new Violation("criteria[" + i + "]", "rollout.problem.criterion", args));
        }
    }

    /** What is added to a phase. */
    void refuseWrong(Phase phase, Set<String> addresses, Set<Long> units, Set<Long> persons) {
        List<Violation> wrong = new ArrayList<>();
        addresses(wrong, addresses, phase.modules());
        scope(wrong, units, persons);
        if (!wrong.isEmpty()) throw new Invalid(wrong);
    }

    private void addresses(List<Violation> wrong, Set<String> addresses, Set<String> had) {
        Catalogue catalogue = Catalogue.of(modules);
        for (String address : addresses) {
            if (had.contains(address)) continue;
            if (!Address.wellFormed(address)) {
                wrong.add(new Violation("modules", "rollout.problem.address", Map.of("value", address)));
                continue;
            }
            catalogue.missing(address).ifPresent(one -> wrong.add(new Violation("modules", one.key(), one.args())));
        }
    }

    private void scope(List<Violation> wrong, Set<Long> units, Set<Long> persons) {
        for (long unit : units) {
            if (directory.unit(unit).isEmpty()) {
                wrong.add(new Violation("units", "rollout.problem.unit", Map.of("value", unit)));
            }
        }
        persons(wrong, "persons", persons);
    }

    private void persons(List<Violation> wrong, String field, Set<Long> persons) {
        for (long person : persons) {
            if (directory.person(person).isEmpty()) {
                wrong.add(new Violation(field, "rollout.problem.person", Map.of("value", person)));
            }
        }
    }

    private static void tooLong(List<Violation> wrong, String field, String text, int longest) {
        if (text.length() > longest) {
            wrong.add(new Violation(field, "rollout.problem.tooLong", Map.of("longest", longest)));
        }
    }

    private static void lines(List<Violation> wrong, String field, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String place = field + "[" + i + "]";
            if (lines.get(i).isBlank()) wrong.add(new Violation(place, "rollout.problem.blank"));
            tooLong(wrong, place, lines.get(i), LINE);
        }
    }
}
