package org.stepwise.kernel.internal.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.rollout.UsageRules.Edition;

/** Rules of use that modules bring with them; read once, until a module comes or goes. */
final class ShippedRules {
    private final Modules modules;
    private volatile Read read = new Read(-1, new ConcurrentHashMap<>());

    private record Read(long generation, Map<String, Optional<Edition>> byModule) {}

    ShippedRules(Modules modules) {
        this.modules = modules;
    }

    Optional<Edition> of(String module) {
        long generation = modules.generation();
        Read known = read;
        if (known.generation() != generation) {
            known = new Read(generation, new ConcurrentHashMap<>());
            read = known;
        }
        return known.byModule().computeIfAbsent(module, this::find);
    }

    private Optional<Edition> find(String id) {
        return modules.find(id).flatMap(module -> {
            String zh = text(module, "zh");
            String en = text(module, "en");
            if (zh.isEmpty() && en.isEmpty()) return Optional.empty();
            return Optional.of(new Edition(id, 1, zh, en, true, Optional.empty(), ""));
        });
    }

    private String text(Module module, String language) {
        return modules.resource(module, "guide/" + language + "/rules.md")
                .map(ShippedRules::read)
                .orElse("");
    }

    private static String read(URL file) {
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
