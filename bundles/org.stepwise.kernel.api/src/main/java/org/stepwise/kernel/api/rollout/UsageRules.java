package org.stepwise.kernel.api.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Rules of use of modules (使用规范, ROL-21). A module ships its own in {@code STEPWISE-INF/guide/zh/rules.md} and {@code …/en/rules.md};
 * the company changes them, and every edition is kept. Where a phase asks for it ({@link Preparation#rules}), each of its people confirms
 * the edition in force; a new edition asks again. Changing needs {@code administer} on {@code rollout.phase}.
 */
@ProviderType
public interface UsageRules {
    /** The edition in force. Empty when the module has no rules, or they were withdrawn. */
    Optional<Edition> current(String module);

    /** Every edition, newest first; the shipped one alone when the company never changed it. Needs {@code see} on phases. */
    List<Edition> editions(String module);

    /** What the module ships now; it may differ from the company's edition. */
    Optional<Edition> shipped(String module);

    /**
     * Puts new rules in force; whoever confirmed the former ones is asked again. Both empty: withdraws them, nobody is asked. One empty:
     * the other language stands in.
     *
     * @throws org.stepwise.kernel.api.Conflict when they are the ones in force
     * @throws org.stepwise.kernel.api.Invalid when they are longer than 20,000 characters
     */
    Edition publish(String module, String zh, String en);

    /**
     * What the current caller has still to confirm of a module that is open to the caller. Cheap when there is nothing, so that a door may
     * ask at each request. Nobody who looks through another person's eyes is asked.
     */
    Optional<Edition> asked(String module);

    /** Do the rules come first, before anything of the module is done through the caller's door? A setting. */
    boolean first();

    /** When the current caller confirmed the edition in force. */
    Optional<Instant> confirmed(String module);

    /**
     * Confirms as the current caller; again changes nothing.
     *
     * @throws org.stepwise.kernel.api.Conflict when another edition is in force by now
     * @throws org.stepwise.kernel.api.NotFound when the module is not open to the caller, or has no rules
     */
    void confirm(String module, int edition);

    /** How many confirmed, by module of the phase and unit; empty when the phase asks for none. Also for the persons responsible. */
    List<Progress> progress(String phase);

    /** Who has not confirmed yet, at most 500. For those who administer phases, and the persons responsible for the phase. */
    List<Waiting> waiting(String phase);

    /**
     * Rules of one module as they were put in force.
     *
     * @param number 1, 2, 3 …
     * @param zh text in the guide's marks (headings, lists, bold, links)
     * @param shipped the module's own text
     * @param at empty for a shipped text that was never stored
     * @param by name of who published it, "" for a shipped one
     */
    record Edition(String module, int number, String zh, String en, boolean shipped, Optional<Instant> at, String by) {
        /** In the reader's language. */
        public String text(Locale locale) {
            String wanted = "en".equals(locale.getLanguage()) ? en : zh;
            if (!wanted.isEmpty()) return wanted;
            return en.isEmpty() ? zh : en;
        }
    }

    /** @param units those in scope with all below, as the tree has them */
    record Progress(String module, String name, int edition, int people, int confirmed, List<Line> units) {}

    /** A unit with all below. @param depth 0 for what the phase names, 1 below it … */
    record Line(long unit, String name, int depth, int people, int confirmed) {}

    /** Somebody who has not confirmed. @param unit name of one of the person's units, "" for none @param modules their names */
    record Waiting(long person, String name, String unit, List<String> modules) {}
}
