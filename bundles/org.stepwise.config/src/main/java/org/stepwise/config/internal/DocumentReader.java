package org.stepwise.config.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.stepwise.config.internal.Document.Address;
import org.stepwise.config.internal.Findings.Place;
import org.stepwise.kernel.api.config.Item;

/** Reads a document; whatever is wrong goes to the findings with its place, and reading goes on. */
final class DocumentReader {
    private static final List<String> TOP = List.of(DocumentWriter.MARK, "exported", "checksum", "plan", "parts");
    private static final int LONGEST = 2_000_000;
    private static final int DEEPEST = 20;
    private static final int LONGEST_CODE = 300;
    private final Findings findings;
    /** Entries that items may have, by part. */
    private final Map<String, Set<String>> known;

    private final Map<Address, Place> places = new HashMap<>();

    DocumentReader(Findings findings, Map<String, Set<String>> known) {
        this.findings = findings;
        this.known = known;
    }

    /** @throws org.stepwise.kernel.api.Invalid when it is no document of this kind */
    Document read(String yaml) {
        Node root = composed(yaml);
        Map<String, Node> top = entries(root, Optional.of(TOP));
        findings.refuse();
        String version = text(top, DocumentWriter.MARK);
        if (!version.equals(DocumentWriter.VERSION)) {
            Node node = top.getOrDefault(DocumentWriter.MARK, root);
            findings.add(node, "version", Map.of("mark", DocumentWriter.MARK, "version", DocumentWriter.VERSION));
            findings.refuse();
        }
        Map<String, Map<String, Item>> parts = parts(top.get("parts"));
        String sum = text(top, "checksum");
        if (sum.isEmpty()) findings.add(root, "noChecksum", Map.of());
        else if (findings.none() && !sum.equals(Checksum.of(parts)))
            findings.add(top.get("checksum"), "checksum", Map.of());
        return new Document(Optional.of(text(top, "plan")).filter(plan -> !plan.isEmpty()), parts, places);
    }

    /** One item that the history keeps; empty for an empty text. */
    static Optional<Item> item(String yaml, Findings findings) {
        if (yaml.isEmpty()) return Optional.empty();
        DocumentReader reader = new DocumentReader(findings, Map.of());
        Object value = reader.value(reader.composed(yaml));
        findings.refuse();
        return value instanceof Map<?, ?> map ? Optional.of(new Item(named(map))) : Optional.empty();
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    private Node composed(String yaml) {
        if (yaml.length() > LONGEST) refuse(Place.START, "tooLong", Map.of("longest", LONGEST));
        LoadSettings settings = LoadSettings.builder().build();
        try {
            refuseTricks(new Parse(settings).parseString(yaml));
            Optional<Node> root = new Compose(settings).composeString(yaml);
            if (root.isEmpty()) refuse(Place.START, "empty", Map.of());
            return root.orElseThrow();
        } catch (MarkedYamlEngineException e) {
            refuse(Place.of(e.getProblemMark()), "yaml", Map.of("why", String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            refuse(Place.START, "yaml", Map.of("why", String.valueOf(e.getMessage())));
        }
        throw new IllegalStateException("refused");
    }

    /** Nothing that grows when it is read: no references inside the document, no depth. */
    private void refuseTricks(Iterable<Event> events) {
        int depth = 0;
        for (Event event : events) {
            Event.ID id = event.getEventId();
            if (id == Event.ID.Alias) refuse(Place.of(event.getStartMark()), "alias", Map.of());
            if (id == Event.ID.MappingStart || id == Event.ID.SequenceStart) depth++;
            if (id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd) depth--;
            if (depth > DEEPEST) refuse(Place.of(event.getStartMark()), "tooDeep", Map.of());
        }
    }

    private void refuse(Place place, String problem, Map<String, Object> args) {
        findings.add(place, problem, args);
        findings.refuse();
    }

    private Map<String, Map<String, Item>> parts(Node node) {
        Map<String, Map<String, Item>> parts = new LinkedHashMap<>();
        if (node == null) {
            findings.add(Place.START, "missing", Map.of("key", "parts"));
            return parts;
        }
        entries(node, Optional.empty()).forEach((part, items) -> {
            places.put(new Address(part, "", ""), Place.of(items));
            if (!known.containsKey(part)) {
                findings.add(items, "part", Map.of("part", part, "known", String.join(", ", known.keySet())));
            }
            parts.put(part, items(part, items));
        });
        return parts;
    }

    private Map<String, Item> items(String part, Node node) {
        Map<String, Item> items = new LinkedHashMap<>();
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) return items;
        entries(node, Optional.empty()).forEach((code, item) -> {
            places.put(new Address(part, code, ""), Place.of(item));
            if (code.length() > LONGEST_CODE) findings.add(item, "code", Map.of("longest", LONGEST_CODE));
            Map<String, Object> values = new LinkedHashMap<>();
            Optional<Collection<String>> allowed = Optional.ofNullable(known.get(part));
            entries(item, allowed).forEach((name, value) -> {
                places.put(new Address(part, code, name), Place.of(value));
                values.put(name, value(value));
            });
            items.put(code, new Item(values));
        });
        return items;
    }

    private Object value(Node node) {
        if (node instanceof MappingNode) {
            Map<String, Object> map = new LinkedHashMap<>();
            entries(node, Optional.empty()).forEach((name, inner) -> map.put(name, value(inner)));
            return map;
        }
        if (node instanceof SequenceNode list)
            return list.getValue().stream().map(this::value).toList();
        return scalar(node);
    }

    private String text(Map<String, Node> entries, String key) {
        Node node = entries.get(key);
        return node == null ? "" : scalar(node);
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
        findings.add(node, "text", Map.of());
        return "";
    }

    /** Keys with their values; unknown and doubled keys are found. */
    private Map<String, Node> entries(Node node, Optional<? extends Collection<String>> allowed) {
        if (!(node instanceof MappingNode mapping)) {
            findings.add(node, "mapping", Map.of());
            return Map.of();
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            String key = scalar(pair.getKeyNode());
            if (allowed.isPresent() && !allowed.get().contains(key)) {
                String all = String.join(", ", allowed.get().stream().sorted().toList());
                findings.add(pair.getKeyNode(), "unknownKey", Map.of("key", key, "known", all));
            } else if (entries.put(key, pair.getValueNode()) != null) {
                findings.add(pair.getKeyNode(), "double", Map.of("value", key));
            }
        }
        return entries;
    }
}
