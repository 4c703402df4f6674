package org.stepwise.web.internal.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stepwise.kernel.api.module.Modules;

/**
 * What modules bring under {@code STEPWISE-INF/guide}: a page of the guide in each language, {@code zh/crm.md}, and the first steps of
 * somebody who comes there, {@code steps.csv}. Read once, until a module comes or goes.
 */
public final class Guides {
    private static final int COLUMNS = 3;
    private final Modules modules;
    private volatile Read read = new Read(-1, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    private record Read(long generation, Map<String, Optional<Guide>> pages, Map<String, List<Step>> steps) {}

    /** A page of the guide. @param title its first heading @param text what follows, without the table of requirements */
    public record Guide(String module, String name, String title, String text) {}

    /** Something to do first. @param path where it is done @param permission {@code type:action} that it needs, "" for none */
    public record Step(String module, String code, String path, String permission) {
        /** Key of the sentence that tells what to do. */
        public String label() {
            return module + ".steps." + code;
        }
    }

    public Guides(Modules modules) {
        this.modules = modules;
    }

    private Read now() {
        long generation = modules.generation();
        Read known = read;
        if (known.generation() == generation) return known;
        Read fresh = new Read(generation, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        read = fresh;
        return fresh;
    }

    /** The module's own page, in the reader's language or else the other one. */
    public Optional<Guide> page(String module, Locale locale) {
        return page(module, module, locale);
    }

    public Optional<Guide> page(String module, String name, Locale locale) {
        boolean english = "en".equals(locale.getLanguage());
        String first = english ? "en" : "zh";
        return now().pages()
                .computeIfAbsent(
                        module + "/" + first + "/" + name,
                        key -> file(module, "guide/" + first + "/" + name + ".md")
                                .or(() -> file(module, "guide/" + (english ? "zh" : "en") + "/" + name + ".md"))
                                .map(text -> guide(module, name, text)));
    }

    private static Guide guide(String module, String name, String text) {
        String title = name;
        List<String> kept = new ArrayList<>();
        boolean skipped = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("# ") && kept.isEmpty()) {
                title = line.substring(2).strip();
                continue;
            }
            if (line.startsWith("## ")) skipped = line.equals("## Requirements") || line.equals("## 需求对照");
            if (!skipped) kept.add(line);
        }
        return new Guide(module, name, title, String.join("\n", kept).strip());
    }

    public List<Step> steps(String module) {
        return now().steps()
                .computeIfAbsent(
                        module,
                        key -> file(module, "guide/steps.csv")
                                .map(text -> text.lines()
                                        .skip(1)
                                        .map(line -> (line + ",,").split(",", -1))
                                        .filter(cells -> cells.length >= COLUMNS && !cells[0].isBlank())
                                        .map(cells ->
                                                new Step(module, cells[0].strip(), cells[1].strip(), cells[2].strip()))
                                        .toList())
                                .orElse(List.of()));
    }

    /** Is there such a file for browsers? */
    public boolean serves(String module, String path) {
        return modules.find(module)
                .flatMap(one -> modules.resource(one, "static/" + path))
                .isPresent();
    }

    private Optional<String> file(String module, String path) {
        return modules.find(module).flatMap(one -> modules.resource(one, path)).map(Guides::read);
    }

    private static String read(URL file) {
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
