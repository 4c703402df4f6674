package org.stepwise.config.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.ConfigurationPart.Changes;
import org.stepwise.kernel.api.config.Item;

/** Brings what an import changed back to the state before it, if all of it still is as the import left it. */
record Undoing(List<ConfigurationPart> parts, Telling telling) {
    private static final int TOLD = 10;

    /** @param steps by part, those that were made last first */
    void undo(Map<String, List<Step>> steps) {
        Map<String, ConfigurationPart> known =
                parts.stream().collect(Collectors.toMap(ConfigurationPart::id, Function.identity()));
        List<String> moved = new ArrayList<>();
        steps.forEach((id, those) -> {
            ConfigurationPart part = known.get(id);
            if (part == null) throw new Conflict("config.problem.partGone", Map.of("part", id));
            moved.addAll(moved(part, those));
        });
        if (!moved.isEmpty()) throw new Conflict("config.problem.changedSince", Map.of("what", told(moved)));
        steps.forEach((id, those) -> back(known.get(id), those));
    }

    private List<String> moved(ConfigurationPart part, List<Step> steps) {
        Map<String, Item> now = part.items();
        return steps.stream()
                .filter(step -> !step.after().equals(Optional.ofNullable(now.get(step.code()))))
                .map(step -> telling.part(step.part()) + " " + step.code())
                .toList();
    }

    private void back(ConfigurationPart part, List<Step> steps) {
        Map<String, Item> put = new LinkedHashMap<>();
        List<String> removed = new ArrayList<>();
        for (Step step : steps) {
            step.before().ifPresentOrElse(item -> put.put(step.code(), item), () -> removed.add(step.code()));
        }
        Map<String, Item> now = part.items();
        removed.removeIf(code -> !now.containsKey(code));
        Changes changes = new Changes(put, Set.copyOf(removed));
        List<String> flaws = part.flaws(changes).stream()
                .map(flaw -> telling.texts().text(telling.locale(), flaw.key(), flaw.args()))
                .toList();
        if (!flaws.isEmpty()) throw new Conflict("config.problem.notUndone", Map.of("why", told(flaws)));
        part.apply(changes);
    }

    private static String told(List<String> all) {
        String some = String.join("; ", all.subList(0, Math.min(TOLD, all.size())));
        return all.size() > TOLD ? some + " …" : some;
    }
}
