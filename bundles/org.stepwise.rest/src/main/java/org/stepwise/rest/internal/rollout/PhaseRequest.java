package org.stepwise.rest.internal.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.PhaseDraft;

/**
 * A phase as a client writes it.
 *
 * @param modules {@code crm}, or a function {@code crm/opportunities}
 * @param units ids, codes or names; each with all below
 * @param persons ids or accounts
 * @param responsible ids or accounts
 */
public record PhaseRequest(
        String code,
        String name,
        String goal,
        LocalDate from,
        LocalDate to,
        Set<String> modules,
        List<String> units,
        List<String> persons,
        List<String> responsible,
        List<String> tasks,
        List<String> criteria) {
    public PhaseRequest {
        if (code == null || code.isBlank()) throw Invalid.of("code", "rest.problem.required");
        name = name == null ? code : name;
        goal = goal == null ? "" : goal;
        modules = modules == null ? Set.of() : modules;
        units = units == null ? List.of() : units;
        persons = persons == null ? List.of() : persons;
        responsible = responsible == null ? List.of() : responsible;
        tasks = tasks == null ? List.of() : tasks;
        criteria = criteria == null ? List.of() : criteria;
    }

    PhaseDraft draft(Names names) {
        return new PhaseDraft(
                code,
                name,
                goal,
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                modules,
                names.units(units),
                names.persons(persons),
                names.persons(responsible),
                tasks,
                criteria);
    }
}
