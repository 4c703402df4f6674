package org.stepwise.crm.internal.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.stepwise.kernel.api.setting.Choices;

/** What a demo customer's name tells of it, and sentences for its history; all from files and the shipped lists. */
final class DemoWords {
    /** Codes of cities and what is above them end so. */
    private static final String ABOVE_COUNTY = "00";

    private static final String OTHER_INDUSTRY = "machinery";
    private final Map<String, String> industries = new LinkedHashMap<>();
    private final Map<String, List<String>> countiesByCity = new LinkedHashMap<>();
    private final List<String> results = lines("results.txt");

    DemoWords(Choices choices) {
        lines("industries.csv").stream().skip(1).map(line -> line.split(",")).forEach(row -> {
            industries.put(row[0], row[1]);
        });
        List<Choices.Item> regions = choices.items("crm.region");
        Map<String, List<String>> below = new HashMap<>();
        for (Choices.Item region : regions) {
            below.computeIfAbsent(region.parent(), code -> new ArrayList<>()).add(region.code());
        }
        for (Choices.Item region : regions) {
            if (!region.code().endsWith(ABOVE_COUNTY)) continue;
            String city = region.zh().substring(0, region.zh().length() - 1);
            countiesByCity.putIfAbsent(city, below.getOrDefault(region.code(), List.of(region.code())));
        }
    }

    /** By the trade that the name holds. */
    String industryOf(String name) {
        return industries.entrySet().stream()
                .filter(entry -> name.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHER_INDUSTRY);
    }

    /** A county of the city that the name begins with, "" when it begins with none. */
    String regionOf(String name, Random random) {
        for (int length = Math.min(4, name.length()); length > 1; length--) {
            List<String> counties = countiesByCity.getOrDefault(name.substring(0, length), List.of());
            if (!counties.isEmpty()) return counties.get(random.nextInt(counties.size()));
        }
        return "";
    }

    String result(Random random) {
        return results.get(random.nextInt(results.size()));
    }

    private static List<String> lines(String file) {
        try (InputStream in = DemoWords.class.getResourceAsStream("/STEPWISE-INF/demo/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
