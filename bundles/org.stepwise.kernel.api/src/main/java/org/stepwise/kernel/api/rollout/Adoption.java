package org.stepwise.kernel.api.rollout;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How far people have taken up what a phase opened to them (ROL-7), and the criteria against it. For those who may see
 * {@code rollout.phase}, and for the persons responsible for the phase. Figures only: what single people did is not told. A group
 * smaller than the setting {@code kernel.rolloutRules.smallestGroup} has no figures of use, nor has one that, with the others shown,
 * would give those of a small group away. Read at the moment of the question.
 */
@ProviderType
public interface Adoption {
    /** @throws org.stepwise.kernel.api.NotFound naming phases that are like it */
    Report of(String phase);

    /** Criteria of one phase, in order. */
    List<Gate> gates(String phase);

    /** The same of every phase that the caller may see, by code; read together. */
    Map<String, List<Gate>> gates();

    /** A module in a unit with all below. Needs {@code see} on {@code rollout.phase}. */
    Detail detail(String module, long unit);

    /**
     * People in scope who have not signed in yet, at most 500: so that somebody can help them. For those who administer
     * {@code rollout.phase}, and the persons responsible for the phase.
     */
    List<Newcomer> notSignedIn(String phase);

    /** Somebody who has not signed in yet. @param unit name of one of the person's units, "" for none */
    record Newcomer(long person, String name, String unit) {}

    /**
     * Figures of some people.
     *
     * @param people who work here and are in scope
     * @param signedIn how many of them have signed in
     * @param used how many have used a module of it at least once
     * @param active how many did within the last seven days
     * @param records records they made since the phase was first activated
     * @param first day of the first use
     * @param feedback how much of theirs is open, whatever their number
     * @param few not told, for these or others are too few: used, active and records are 0, whatever they did
     */
    record Figures(
            int people,
            int signedIn,
            int used,
            int active,
            long records,
            Optional<LocalDate> first,
            int feedback,
            boolean few) {
        /** Of those in scope, in percent. */
        public int percent() {
            return people == 0 ? 0 : active * 100 / people;
        }
    }

    /** A unit or module. @param id principal id of the unit, or id of the module @param depth 0 for what the phase names, 1 below it … */
    record Line(String id, String name, int depth, Figures figures) {}

    /** Something of a module that nobody in scope has used or made yet. @param what a record type, or {@code crm/calendar} */
    record Unused(String module, String what, String name) {}

    /** Seven days. @param from the first of them */
    record Week(LocalDate from, int active, long records) {}

    /** One day. */
    record Day(LocalDate day, int active) {}

    /**
     * @param units those in scope and all below
     * @param weeks since the phase was first activated, at most eight, oldest first, the last ends today
     */
    record Report(
            String phase,
            Figures whole,
            List<Line> units,
            List<Line> modules,
            List<Unused> unused,
            List<Week> weeks,
            List<Gate> gates) {}

    /**
     * @param below units directly below
     * @param days the last fourteen, oldest first; empty for too few people
     * @param obstacles what keeps people there from working, as text keys
     */
    record Detail(
            Figures figures, List<Line> below, List<Day> days, List<Unused> unused, List<Rehearsal.Gap> obstacles) {}
}
