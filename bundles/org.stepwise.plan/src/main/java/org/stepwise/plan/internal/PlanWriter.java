package org.stepwise.plan.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.stepwise.kernel.api.rollout.Phase;
import org.stepwise.kernel.api.rollout.Preparation;
import org.stepwise.kernel.api.rollout.Teams;

/** Writes phases as a document that reads back to the same. */
final class PlanWriter {
    private final Names names;
    private final Map<String, Preparation> preparations;
    private final Led led;
    private final TeamWriter teams;

    PlanWriter(Names names, Map<String, Preparation> preparations, Led led) {
        this.led = led;
        this.teams = new TeamWriter(names);
        this.names = names;
        this.preparations = preparations;
    }

    String write(List<Phase> phases) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("stepwise", Integer.valueOf(PlanReader.VERSION));
        teams.team(document, led.seats(Teams.ALL));
        document.put("phases", phases.stream().map(this::phase).toList());
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setUseUnicodeEncoding(true)
                .setWidth(1000)
                .build();
        return new Dump(settings).dumpToString(document);
    }

    private Map<String, Object> phase(Phase phase) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("code", phase.code());
        entries.put("name", phase.name());
        if (!phase.goal().isEmpty()) entries.put("goal", phase.goal());
        phase.from().ifPresent(day -> entries.put("from", day.toString()));
        phase.to().ifPresent(day -> entries.put("to", day.toString()));
        entries.put("state", state(phase));
        if (state(phase).equals("completed")) entries.put("reason", "completed before");
        list(entries, "modules", phase.modules());
        list(entries, "units", names.codes(phase.units()));
        list(entries, "persons", names.accounts(phase.persons()));
        list(entries, "responsible", names.accounts(phase.responsible()));
        list(entries, "tasks", phase.tasks().stream().map(Phase.Task::title).toList());
        list(
                entries,
                "criteria",
                phase.criteria().stream().map(Phase.Criterion::text).toList());
        if (preparations.getOrDefault(phase.code(), Preparation.NONE).rules()) entries.put("rules", true);
        teams.team(entries, led.seats(phase.code()));
        teams.goals(entries, led.goals(phase.code()));
        return entries;
    }

    private static String state(Phase phase) {
        return switch (phase.state()) {
            case PLANNED, REHEARSED -> "planned";
            case ACTIVE -> "active";
            case PAUSED -> "paused";
            case COMPLETED -> "completed";
            case ROLLED_BACK -> "rolledBack";
        };
    }

    private static void list(Map<String, Object> entries, String key, Collection<String> values) {
        if (!values.isEmpty()) entries.put(key, new ArrayList<>(values));
    }
}
