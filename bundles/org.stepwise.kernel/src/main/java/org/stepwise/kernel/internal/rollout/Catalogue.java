package org.stepwise.kernel.internal.rollout;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.internal.text.Likeness;

/** What a phase can name: modules that are there or can be installed, and the functions of those that are there. */
final class Catalogue {
    private final Modules modules;
    private final Set<String> ids;

    private Catalogue(Modules modules, Set<String> ids) {
        this.modules = modules;
        this.ids = ids;
    }

    static Catalogue of(Modules modules) {
        return new Catalogue(
                modules, modules.all().stream().map(Modules.Info::id).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** What does not exist. @param key of the text @param args what was named and what is like it */
    record Missing(String key, Map<String, Object> args) {}

    boolean has(String module) {
        return ids.contains(module);
    }

    /** Functions of a module that is not there yet are not known and not refused. */
    Optional<Missing> missing(String text) {
        Address address = Address.of(text);
        if (!has(address.module())) {
            return Optional.of(missing("rollout.gap.unknownModule", address.module(), address.module(), ids));
        }
        List<String> functions =
                modules.find(address.module()).map(Module::functions).orElse(List.of(address.function()));
        if (!address.named() || functions.contains(address.function())) return Optional.empty();
        return Optional.of(missing("rollout.gap.unknownFunction", text, address.function(), functions));
    }

    private static Missing missing(String key, String what, String name, Collection<String> known) {
        List<String> like = Likeness.of(name, known);
        String proposal = String.join(", ", like.isEmpty() ? known : like);
        return new Missing(key, Map.of("what", what, "like", proposal.isEmpty() ? "—" : proposal));
    }
}
