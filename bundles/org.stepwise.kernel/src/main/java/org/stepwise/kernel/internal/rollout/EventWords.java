package org.stepwise.kernel.internal.rollout;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.text.Texts;

/** Steps of phases as a reader tells them: names of modules for their ids, and who the system is. */
record EventWords(Texts texts, Locale locale) {
    private static final String MODULES = "modules";

    PhaseEvent of(PhaseEvent event) {
        String by = event.by() == 0 ? texts.find(locale, "audit.by.system").orElse(event.byName()) : event.byName();
        Map<String, Object> details = new HashMap<>(event.details());
        details.computeIfPresent(MODULES, (key, ids) -> modules(ids.toString()));
        return new PhaseEvent(event.at(), event.by(), by, event.phase(), event.step(), details);
    }

    private String modules(String ids) {
        return Arrays.stream(ids.split(", ")).map(this::module).collect(Collectors.joining(", "));
    }

    /** A function of a module stands behind the module's name. */
    private String module(String address) {
        Address one = Address.of(address);
        String name = texts.find(locale, one.module() + ".module.name").orElse(one.module());
        if (!one.named()) return name;
        String key = one.module() + ".function." + one.function();
        return name + " / " + texts.find(locale, key).orElse(one.function());
    }
}
