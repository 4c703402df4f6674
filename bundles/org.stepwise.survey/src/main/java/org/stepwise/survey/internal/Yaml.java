package org.stepwise.survey.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.config.Item;

/** Items as texts: of the database, and as an administrator edits them. */
final class Yaml {
    private static final int LONGEST = 200_000;

    private Yaml() {}

    static String write(Item item) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setUseUnicodeEncoding(true)
                .setWidth(1000)
                .build();
        return new Dump(settings).dumpToString(own(item.entries()));
    }

    /** Each list its own object, or equal ones would be written as references. */
    private static Object own(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(String.valueOf(key), own(inner)));
            return copy;
        }
        return value instanceof List<?> list
                ? new ArrayList<>(list.stream().map(Yaml::own).toList())
                : value;
    }

    /** @throws Invalid with line and column when it is no YAML of keys with values */
    static Item read(String yaml) {
        if (yaml.length() > LONGEST) throw Invalid.of("", "survey.problem.tooLong", Map.of("longest", LONGEST));
        try {
            Object read = new Load(LoadSettings.builder()
                            .setMaxAliasesForCollections(0)
                            .build())
                    .loadFromString(yaml);
            if (!(read instanceof Map<?, ?> map)) throw Invalid.of("", "survey.problem.mapping");
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((key, value) -> entries.put(String.valueOf(key), value == null ? "" : value));
            return new Item(entries);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
            throw Invalid.of(
                    line + ":" + column,
                    "survey.problem.yaml",
                    Map.of("line", line, "column", column, "why", String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            throw Invalid.of("", "survey.problem.mapping");
        }
    }
}
