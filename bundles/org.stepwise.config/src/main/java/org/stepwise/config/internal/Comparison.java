package org.stepwise.config.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stepwise.kernel.api.config.ConfigurationPart;
import org.stepwise.kernel.api.config.ConfigurationPart.Changes;
import org.stepwise.kernel.api.config.Item;

/** What bringing a document here changes, part by part in their order. */
final class Comparison {
    private final Document document;
    private final boolean removing;
    private final Findings findings;
    private final Map<ConfigurationPart, List<Step>> steps = new LinkedHashMap<>();
    private int unnamed;

    Comparison(Document document, boolean removing, Findings findings) {
        this.document = document;
        this.removing = removing;
        this.findings = findings;
    }

    /** @param parts those of the document that are wanted, in their order */
    Comparison with(List<ConfigurationPart> parts) {
        for (ConfigurationPart part : parts) compare(part, document.parts().get(part.id()));
        return this;
    }

    private void compare(ConfigurationPart part, Map<String, Item> wanted) {
        Map<String, Item> here = part.items();
        Set<String> fresh = new HashSet<>(wanted.keySet());
        fresh.removeAll(here.keySet());
        Map<String, Item> beneath = fresh.isEmpty() ? Map.of() : part.beneath(fresh);
        List<Step> found = new ArrayList<>();
        new TreeMap<>(wanted).forEach((code, item) -> {
            Optional<Item> before = Optional.ofNullable(here.get(code));
            Optional<Item> under = Optional.ofNullable(beneath.get(code));
            if (before.or(() -> under).filter(item::equals).isEmpty())
                found.add(Step.put(part.id(), code, before, under, item));
        });
        Set<String> gone = new TreeSet<>(here.keySet());
        gone.removeAll(wanted.keySet());
        unnamed += gone.size();
        if (removing) gone.forEach(code -> found.add(Step.removed(part.id(), code, here.get(code))));
        if (found.isEmpty()) return;
        steps.put(part, found);
        for (ConfigurationPart.Flaw flaw : part.flaws(changes(found))) {
            findings.say(document.place(part.id(), flaw.code(), flaw.entry()), flaw.key(), flaw.args());
        }
    }

    static Changes changes(List<Step> steps) {
        Map<String, Item> put = new LinkedHashMap<>();
        Set<String> removed = new TreeSet<>();
        for (Step step : steps) {
            step.after().ifPresentOrElse(item -> put.put(step.code(), item), () -> removed.add(step.code()));
        }
        return new Changes(put, removed);
    }

    Map<ConfigurationPart, List<Step>> steps() {
        return steps;
    }

    List<Step> all() {
        return steps.values().stream().flatMap(List::stream).toList();
    }

    int unnamed() {
        return unnamed;
    }

    /** Of exactly these changes from exactly this state. */
    String mark() {
        List<Object> said = new ArrayList<>();
        for (Step step : all()) {
            said.add(List.of(
                    step.part(),
                    step.code(),
                    step.kind().name(),
                    DocumentWriter.write(step.before()),
                    DocumentWriter.write(step.after())));
        }
        return Checksum.ofText(Checksum.written(said));
    }
}
