package org.stepwise.plan.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.stepwise.kernel.api.directory.Unit;
import org.stepwise.kernel.api.directory.UnitKind;
import org.stepwise.kernel.api.rollout.Opening;
import org.stepwise.kernel.api.text.Texts;

/**
 * The shipped plan, filled from the organisation and from the modules that are there (ROL-20). Headquarters are the departments directly
 * below the top; companies and segments beside them are subsidiaries, ready when they have a head and people.
 */
final class ShippedPlan {
    private static final String FILE = "/STEPWISE-INF/shipped.yaml";
    private static final int SECOND = 1;
    private final List<Unit> tree;
    private final Predicate<Unit> peopled;
    private final List<String> modules;
    private final Texts texts;
    private final Locale locale;

    /** @param tree all units, parents first @param peopled does somebody work there? @param modules ids of those that are there */
    ShippedPlan(List<Unit> tree, Predicate<Unit> peopled, List<String> modules, Texts texts, Locale locale) {
        this.tree = tree;
        this.peopled = peopled;
        this.modules = modules;
        this.texts = texts;
        this.locale = locale;
    }

    /** Modules that come together. */
    private record Stage(String code, List<String> modules) {}

    /** Units that come together. @param delay stages that are over before these units begin */
    private record Wave(String code, List<Unit> units, int delay, List<String> tasks) {}

    String write(LocalDate from) {
        Map<?, ?> template = template();
        int weeks = (Integer) template.get("weeks");
        List<Stage> stages = stages(template);
        List<Map<String, Object>> phases = new ArrayList<>();
        for (Wave wave : waves()) {
            for (int i = 0; i < stages.size() && !wave.units().isEmpty(); i++) {
                LocalDate begin = from.plusWeeks((long) weeks * (wave.delay() + i));
                phases.add(
                        phase(wave, stages.get(i), begin, begin.plusWeeks(weeks).minusDays(1), template));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("stepwise", Integer.valueOf(PlanReader.VERSION));
        document.put("phases", phases);
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setUseUnicodeEncoding(true)
                .setWidth(1000)
                .build();
        return new Dump(settings).dumpToString(document);
    }

    private static Map<?, ?> template() {
        try (InputStream in = ShippedPlan.class.getResourceAsStream(FILE)) {
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stages of which at least one module is there, in order. */
    private List<Stage> stages(Map<?, ?> template) {
        List<String> there = modules.stream()
                .filter(id -> !Opening.ALWAYS.contains(id))
                .sorted()
                .toList();
        List<Stage> stages = new ArrayList<>();
        List<String> placed = new ArrayList<>();
        for (Object each : (List<?>) template.get("stages")) {
            Map<?, ?> stage = (Map<?, ?>) each;
            List<String> named = words(stage.get("modules"));
            placed.addAll(named);
            List<String> present = new ArrayList<>(named);
            present.retainAll(there);
            stages.add(new Stage(String.valueOf(stage.get("code")), present));
        }
        there.stream()
                .filter(id -> !placed.contains(id))
                .forEach(stages.get(SECOND).modules()::add);
        stages.removeIf(stage -> stage.modules().isEmpty());
        return stages;
    }

    private static List<String> words(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    /** Headquarters, subsidiaries that are ready, and those that lack something. */
    private List<Wave> waves() {
        List<Unit> tops = tree.stream().filter(unit -> unit.parent() == 0).toList();
        List<Unit> second = tree.stream()
                .filter(unit -> tops.stream().anyMatch(top -> top.id() == unit.parent()))
                .toList();
        List<Unit> subsidiaries =
                second.stream().filter(ShippedPlan::subsidiary).toList();
        List<Unit> headquarters = new ArrayList<>(second);
        headquarters.removeAll(subsidiaries);
        List<Unit> ready = subsidiaries.stream().filter(this::ready).toList();
        List<Unit> lacking = new ArrayList<>(subsidiaries);
        lacking.removeAll(ready);
        boolean alone = second.isEmpty();
        return List.of(
                new Wave("hq", alone ? tops : headquarters, 0, List.of()),
                new Wave("sub", ready, headquarters.isEmpty() ? 0 : 1, List.of()),
                new Wave(
                        "later", lacking, 2, lacking.stream().map(this::missing).toList()));
    }

    private static boolean subsidiary(Unit unit) {
        return unit.kind() == UnitKind.COMPANY || unit.kind() == UnitKind.SEGMENT;
    }

    private boolean ready(Unit unit) {
        return unit.head().isPresent() && peopled.test(unit);
    }

    private String missing(Unit unit) {
        String what = unit.head().isEmpty() ? "head" : "people";
        return texts.text(locale, "plan.shipped.missing." + what, Map.of("unit", unit.name()));
    }

    private Map<String, Object> phase(Wave wave, Stage stage, LocalDate begin, LocalDate end, Map<?, ?> template) {
        Map<String, Object> entries = new LinkedHashMap<>();
        String stageName = text("stage." + stage.code());
        entries.put("code", wave.code() + "-" + stage.code());
        entries.put("name", text("wave." + wave.code(), Map.of("stage", stageName)));
        entries.put("goal", text("goal." + stage.code()));
        entries.put("from", begin.toString());
        entries.put("to", end.toString());
        entries.put("state", "planned");
        entries.put("modules", new ArrayList<>(stage.modules()));
        entries.put("units", wave.units().stream().map(Unit::code).toList());
        List<String> tasks = new ArrayList<>(wave.tasks());
        words(template.get("tasks")).forEach(task -> tasks.add(text("task." + task)));
        entries.put("tasks", tasks);
        List<String> criteria = new ArrayList<>(words(template.get("criteria")));
        criteria.add(text("criterion.heads"));
        entries.put("criteria", criteria);
        entries.put("rules", true);
        return entries;
    }

    private String text(String key) {
        return text(key, Map.of());
    }

    private String text(String key, Map<String, Object> args) {
        return texts.text(locale, "plan.shipped." + key, args);
    }
}
