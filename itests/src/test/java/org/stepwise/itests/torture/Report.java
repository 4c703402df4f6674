package org.stepwise.itests.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run of many rounds found, for people and as JSON. @param machine on which, and which commit of the sources */
record Report(String machine, String database, long seed, List<Round> rounds) {
    private Map<String, Integer> confirmed() {
        Map<String, Integer> all = new LinkedHashMap<>();
        rounds.forEach(round -> round.confirmed().forEach((name, count) -> all.merge(name, count, Integer::sum)));
        return all;
    }

    private long bad() {
        return rounds.stream().filter(round -> !round.good()).count();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Torture on %s, seed %d, %d rounds%n%s%n%n".formatted(database, seed, rounds.size(), machine));
        confirmed().forEach((name, count) -> text.append("%-52s %7d confirmed%n".formatted(name, count)));
        text.append("%nrounds in which something was lost, doubled, half done or broken: %d%n%n".formatted(bad()));
        text.append(rounds.stream().map(Round::line).collect(Collectors.joining("\n", "", "\n")));
        return text.toString();
    }

    /** As {@code torture-DATABASE.txt} and {@code .json}. */
    void write(Path directory, String name) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", machine);
        json.put("database", database);
        json.put("seed", seed);
        json.put("badRounds", bad());
        json.put("confirmed", confirmed());
        json.put("rounds", rounds);
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".txt"), text());
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(directory.resolve(name + ".json").toFile(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
