package org.stepwise.plan.internal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.stepwise.kernel.api.rollout.Condition;
import org.stepwise.kernel.api.rollout.PhaseDraft;
import org.stepwise.kernel.api.rollout.PhaseState;
import org.stepwise.kernel.api.rollout.Preparation;
import org.stepwise.plan.internal.PlannedPhase.Place;

/** Reads a document; whatever is wrong goes to the findings with its place, and reading goes on. */
final class PlanReader {
    private static final Set<String> TOP = Set.of("stepwise", "team", "phases");
    static final List<String> KEYS = List.of(
            "code",
            "name",
            "goal",
            "from",
            "to",
            "state",
            "reason",
            "modules",
            "units",
            "persons",
            "responsible",
            "tasks",
            "criteria",
            "rules",
            "team",
            "goals");
    private static final Map<String, PhaseState> STATES = Map.of(
            "planned", PhaseState.PLANNED,
            "active", PhaseState.ACTIVE,
            "paused", PhaseState.PAUSED,
            "completed", PhaseState.COMPLETED,
            "rolledBack", PhaseState.PLANNED);
    static final String VERSION = "1";
    private final Findings findings;
    private final Names names;
    private final TeamReader teams;

    PlanReader(Findings findings, Names names) {
        this.findings = findings;
        this.names = names;
        this.teams = new TeamReader(this, findings, names);
    }

    /** @param team of the whole roll-out */
    record Read(PlannedTeam team, List<PlannedPhase> phases) {}

    Read read(String yaml) {
        List<PlannedPhase> phases = new ArrayList<>();
        List<PlannedTeam> team = new ArrayList<>();
        composed(yaml).ifPresent(root -> {
            Map<String, Node> top = entries(root, TOP);
            if (top.isEmpty()) return;
            if (!VERSION.equals(text(top, "stepwise"))) findings.add(root, "version", Map.of("version", VERSION));
            team.add(teams.read(top));
            Set<String> codes = new HashSet<>();
            for (Node node : items(top.get("phases"))) phase(node, codes).ifPresent(phases::add);
        });
        return new Read(team.isEmpty() ? PlannedTeam.NOTHING : team.get(0), phases);
    }

    private Optional<Node> composed(String yaml) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml);
            if (root.isEmpty()) findings.add(Place.START, "empty", Map.of());
            return root;
        } catch (MarkedYamlEngineException e) {
            findings.add(Place.of(e.getProblemMark()), "yaml", Map.of("why", String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            findings.add(Place.START, "yaml", Map.of("why", String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private Optional<PlannedPhase> phase(Node node, Set<String> codes) {
        Map<String, Node> entries = entries(node, KEYS);
        if (entries.isEmpty()) return Optional.empty();
        String code = text(entries, "code");
        if (code.isEmpty()) return findings.nothing(node, "missing", Map.of("key", "code"));
        if (!codes.add(code)) findings.add(entries.get("code"), "doublePhase", Map.of("code", code));
        PhaseDraft draft = new PhaseDraft(
                code,
                entries.containsKey("name") ? text(entries, "name") : code,
                text(entries, "goal"),
                day(entries.get("from")),
                day(entries.get("to")),
                names.modules(words(entries.get("modules"))),
                names.units(words(entries.get("units"))),
                names.persons(words(entries.get("persons"))),
                names.persons(words(entries.get("responsible"))),
                List.copyOf(words(entries.get("tasks")).keySet()),
                List.copyOf(criteria(entries.get("criteria"))));
        Node state = entries.getOrDefault("state", node);
        return Optional.of(new PlannedPhase(
                draft,
                new Preparation(flag(entries.get("rules"))),
                teams.read(entries),
                state(entries),
                text(entries, "reason"),
                Findings.place(node),
                Findings.place(state)));
    }

    private boolean flag(Node node) {
        String text = node == null ? "" : scalar(node);
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            findings.add(node, "flag", Map.of("value", text));
        }
        return text.equals("true");
    }

    private PhaseState state(Map<String, Node> entries) {
        String word = text(entries, "state");
        PhaseState state = word.isEmpty() ? PhaseState.PLANNED : STATES.get(word);
        if (state == null) {
            findings.add(entries.get("state"), "state", Map.of("value", word));
            return PhaseState.PLANNED;
        }
        return state;
    }

    private Optional<LocalDate> day(Node node) {
        String text = node == null ? "" : scalar(node);
        if (text.isEmpty()) return Optional.empty();
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= 9999) return Optional.of(day);
            return findings.nothing(node, "date", Map.of("value", text));
        } catch (DateTimeParseException e) {
            return findings.nothing(node, "date", Map.of("value", text));
        }
    }

    String text(Map<String, Node> entries, String key) {
        Node node = entries.get(key);
        return node == null ? "" : scalar(node);
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar)
            return "null".equals(scalar.getValue()) ? "" : scalar.getValue().strip();
        findings.add(node, "text", Map.of());
        return "";
    }

    /** Texts of a list with their places, in order. */
    Map<String, Node> words(Node node) {
        Map<String, Node> words = new LinkedHashMap<>();
        for (Node item : items(node)) {
            String word = scalar(item);
            if (!word.isEmpty() && words.put(word, item) != null) findings.add(item, "double", Map.of("value", word));
        }
        return words;
    }

    /** One that should be counted, but cannot be read, is found. */
    private Set<String> criteria(Node node) {
        Map<String, Node> wordings = words(node);
        wordings.forEach((wording, place) -> {
            if (Condition.malformed(wording)) findings.add(place, "criterion", Map.of("value", wording));
        });
        return wordings.keySet();
    }

    List<Node> items(Node node) {
        if (node == null
                || node instanceof ScalarNode scalar && scalar.getValue().isEmpty()) return List.of();
        if (node instanceof SequenceNode list) return list.getValue();
        findings.add(node, "list", Map.of());
        return List.of();
    }

    /** Nothing stands there. */
    boolean empty(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"));
    }

    /** Whatever keys there are; doubled ones are found. */
    Map<String, Node> entries(Node node) {
        List<String> all = new ArrayList<>();
        if (node instanceof MappingNode mapping) mapping.getValue().forEach(pair -> all.add(scalar(pair.getKeyNode())));
        return entries(node, all);
    }

    /** Keys with their values; unknown and doubled keys are found. */
    Map<String, Node> entries(Node node, java.util.Collection<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            findings.add(node, "mapping", Map.of());
            return Map.of();
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            String key = scalar(pair.getKeyNode());
            if (!known.contains(key)) {
                findings.add(pair.getKeyNode(), "unknownKey", Map.of("key", key, "known", String.join(", ", known)));
            } else if (entries.put(key, pair.getValueNode()) != null) {
                findings.add(pair.getKeyNode(), "double", Map.of("value", key));
            }
        }
        return entries;
    }
}
