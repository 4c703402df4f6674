package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** What the guides say of tests is true: each one that they name is there. */
public class GuideTest {
    private static final Path TOP = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)`");

    @Test
    public void everyTestThatAGuideNamesIsThere() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path guide : below("docs", ".md")) {
            named.addAll(NAMED.matcher(Files.readString(guide))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList());
        }
        assertFalse("no guide names a test", named.isEmpty());
        Set<String> there = Stream.of("bundles", "examples", "itests", "e2e")
                .flatMap(part -> below(part, "Test.java").stream())
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        named.removeAll(there);
        assertEquals("named but not there", Set.of(), named);
    }

    private static Set<Path> below(String part, String ending) {
        try (Stream<Path> files = Files.walk(TOP.resolve(part))) {
            return files.filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> file.toString().endsWith(ending))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
