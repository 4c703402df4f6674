package org.stepwise.kernel.internal.rollout;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.rollout.PhaseEvent;
import org.stepwise.kernel.api.text.Texts;

/**
 * Steps of phases as a reader tells them: names of modules for their ids, of units and people in the reader's language,
 * and who the system is.
 */
record EventWords(Texts texts, Locale locale, Directory directory) {
    /** Ids of units and people; steps written before they were kept have the names alone. */
    static final String MEMBERS = "members";

    static final String SCOPE = "scope";
    private static final String MODULES = "modules";

    PhaseEvent of(PhaseEvent event) {
        String by = event.by() == 0 ? texts.find(locale, "audit.by.system").orElse(event.byName()) : event.byName();
        Map<String, Object> details = new HashMap<>(event.details());
        details.computeIfPresent(MODULES, (key, ids) -> modules(ids.toString()));
        if (details.remove(MEMBERS) instanceof Collection<?> members)
            named(members).ifPresent(s -> details.put(SCOPE, s));
        return new PhaseEvent(event.at(), event.by(), by, event.phase(), event.step(), details);
    }

    /** Empty when one of them is not there any more: then the names of that day stay. */
    private Optional<String> named(Collection<?> members) {
        List<Long> ids =
                members.stream().map(id -> Long.valueOf(String.valueOf(id))).toList();
        Map<Long, String> names = directory.names(ids);
        if (names.size() < ids.size()) return Optional.empty();
        return Optional.of(names.values().stream().sorted().collect(Collectors.joining(", ")));
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
