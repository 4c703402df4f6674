package org.stepwise.plan.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;

/** What the document names, found in this system: units by code, people by account, modules by id. */
final class Names {
    private final Directory directory;
    private final Modules modules;
    private final Findings findings;

    Names(Directory directory, Modules modules, Findings findings) {
        this.directory = directory;
        this.modules = modules;
        this.findings = findings;
    }

    Set<Long> units(Map<String, Node> codes) {
        return found(codes, code -> directory.requireUnit(code).id());
    }

    Set<Long> persons(Map<String, Node> accounts) {
        return found(accounts, account -> directory.requireAccount(account).id());
    }

    private Set<Long> found(Map<String, Node> names, ToLongFunction<String> find) {
        Set<Long> ids = new TreeSet<>();
        names.forEach((name, node) -> {
            try {
                ids.add(find.applyAsLong(name));
            } catch (NotFound missing) {
                Map<String, Object> args = new HashMap<>(missing.args());
                args.putIfAbsent("what", name);
                findings.add(node, args.containsKey("like") ? "notFoundLike" : "notFound", args);
            }
        });
        return ids;
    }

    Set<String> modules(Map<String, Node> addresses) {
        Set<String> known = modules.all().stream().map(Modules.Info::id).collect(Collectors.toCollection(TreeSet::new));
        addresses.forEach((address, node) -> {
            String module = address.replaceFirst("/.*", "");
            if (!known.contains(module)) {
                findings.add(node, "module", Map.of("what", module, "known", String.join(", ", known)));
            } else {
                function(address, module, node);
            }
        });
        return new TreeSet<>(addresses.keySet());
    }

    /** A module that is there says which functions it has. */
    private void function(String address, String module, Node node) {
        String function = address.replaceFirst("[^/]*/?", "");
        List<String> functions = modules.find(module).map(Module::functions).orElse(List.of(function));
        if (function.isEmpty() || functions.contains(function)) return;
        String all = functions.isEmpty() ? "—" : String.join(", ", functions);
        findings.add(node, "function", Map.of("what", address, "known", all));
    }

    /** Codes of the units, for a document or a sentence. */
    List<String> codes(Set<Long> units) {
        return units.stream().map(this::code).sorted().toList();
    }

    private String code(long unit) {
        return directory.unit(unit).map(Unit::code).orElse(String.valueOf(unit));
    }

    List<String> accounts(Set<Long> persons) {
        return persons.stream()
                .map(id -> directory.person(id).map(p -> p.account()).orElse(String.valueOf(id)))
                .sorted()
                .toList();
    }

    /** A unit and all above it. */
    List<Long> path(long unit) {
        List<Long> path = new ArrayList<>();
        Optional<Unit> at = directory.unit(unit);
        while (at.isPresent()) {
            path.add(at.get().id());
            at = directory.unit(at.get().parent());
        }
        return path;
    }
}
