package org.stepwise.kernel.internal.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.Gate;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Sql;

/**
 * Conditions of a phase that are none of its criteria: the scheme is confirmed where it was sent, large calls on staff are agreed to,
 * goals are judged. Read together for all phases; runs in the surrounding transaction.
 */
record Unfinished(Sql sql, Directory directory, Settings settings, Texts texts) {
    Known read() {
        return new Known(
                this,
                new Signing(sql, directory, settings),
                new SchemeTable(sql).sent(),
                new CallTable(sql).open(settings.get(CallRules.class)),
                new GoalTable(sql).open());
    }

    /** @param sent by phase @param calls of phases that have large ones: how many are open @param goals of phases that have some */
    record Known(
            Unfinished all,
            Signing signing,
            Map<Long, Instant> sent,
            Map<Long, Integer> calls,
            Map<Long, Integer> goals) {
        List<Gate> gates(Phase phase, Locale locale) {
            List<Gate> gates = new ArrayList<>();
            if (sent.containsKey(phase.id()) && signing.expected(phase)) {
                long open =
                        signing.of(phase).stream().filter(one -> !one.enough()).count();
                gates.add(gate(Condition.Kind.SIGNED, open, locale));
            }
            Optional.ofNullable(calls.get(phase.id()))
                    .ifPresent(open -> gates.add(gate(Condition.Kind.CALLS, open, locale)));
            Optional.ofNullable(goals.get(phase.id()))
                    .ifPresent(open -> gates.add(gate(Condition.Kind.GOALS, open, locale)));
            return gates;
        }

        private Gate gate(Condition.Kind kind, long open, Locale locale) {
            String key = "rollout.condition." + kind + (open == 0 ? "" : ".left");
            String text = all.texts().text(locale, key, Map.of("count", open));
            return new Gate(0, text, new Condition(kind, 0, 0), open, open == 0, "", Optional.empty());
        }
    }
}
