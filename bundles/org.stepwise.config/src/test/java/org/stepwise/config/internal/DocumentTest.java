package org.stepwise.config.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.testkit.Covers;

@Covers({"CFG-1", "ROL-11"})
public class DocumentTest {
    /** Says keys with their arguments. */
    private static final Texts KEYS = new Texts() {
        @Override
        public String text(Locale locale, String key, Map<String, ?> args) {
            return key + new TreeMap<>(args);
        }

        @Override
        public Optional<String> find(Locale locale, String key) {
            return Optional.empty();
        }

        @Override
        public Locale supported(String languageTag) {
            return Locale.ENGLISH;
        }
    };

    private static Document read(String yaml) {
        Findings findings = new Findings(KEYS, Locale.ENGLISH);
        Document read = new DocumentReader(findings, Map.of("roles", Set.of("nameZh", "grants"))).read(yaml);
        findings.refuse();
        return read;
    }

    private static String only(String yaml) {
        List<Violation> found = assertThrows(Invalid.class, () -> read(yaml)).violations();
        assertEquals(found.toString(), 1, found.size());
        return found.get(0).field() + " "
                + String.valueOf(found.get(0).args().get("what")).replaceAll("\\{.*", "");
    }

    private static String good() {
        return DocumentWriter.write(
                Map.of("roles", Map.of("a", Item.of("nameZh", "甲", "grants", List.of("x y ALL")))),
                Optional.empty(),
                Instant.EPOCH);
    }

    @Test
    public void whatIsWrittenReadsBackToTheSame() {
        Random random = new Random(11);
        List<String> words = List.of(
                "",
                "true",
                "null",
                "0042",
                "-7",
                "~",
                "a: b",
                "- x",
                "中文，标点",
                "  spaces ",
                "two\nlines\n",
                "#no",
                "'q'",
                "\"",
                "\u0007bell",
                "tab\there",
                "1e9",
                "2026-01-01",
                "<script>",
                "*a",
                "&a",
                "🙂");
        for (int round = 0; round < 200; round++) {
            Map<String, Item> items = new TreeMap<>();
            for (int i = 0; i < 5; i++) {
                List<String> list = new ArrayList<>();
                for (int j = 0; j < random.nextInt(4); j++) list.add(words.get(random.nextInt(words.size())));
                items.put(
                        "k" + i + words.get(random.nextInt(words.size())),
                        Item.of("nameZh", words.get(random.nextInt(words.size())), "grants", list));
            }
            String yaml = DocumentWriter.write(Map.of("roles", items), Optional.of("p"), Instant.EPOCH);
            assertEquals(yaml, items, read(yaml).parts().get("roles"));
            assertEquals(yaml, items, read(yaml.replace("\n", "\r\n")).parts().get("roles"));
        }
    }

    @Test
    public void aBrokenFileIsToldWithLineAndColumn() {
        assertEquals("3:1 config.problem.yaml", only("stepwise-configuration: 1\nparts: [a\n"));
        assertEquals("1:1 config.problem.empty", only(""));
        assertEquals("1:1 config.problem.mapping", only("- 1"));
        assertEquals("1:25 config.problem.version", only(good().replace("configuration: 1", "configuration: 9")));
        assertEquals("1:1 config.problem.noChecksum", only(good().replaceFirst("checksum: .*\n", "")));
        assertTrue(only(good().replace("甲", "乙")).endsWith("config.problem.checksum"));
        assertTrue(only(good().replaceFirst("checksum: ..", "checksum: 00")).endsWith("config.problem.checksum"));
        assertTrue(only(good() + "colour: red\n").endsWith("config.problem.unknownKey"));
        assertTrue(only(good() + "parts: {}\n").endsWith("config.problem.double"));
        assertTrue(only("a: &x [1]\nb: *x\n").startsWith("2:4 config.problem.alias"));
        assertTrue(only("a: " + "[".repeat(10_000)).endsWith("config.problem.tooDeep"));
        assertTrue(only("a".repeat(2_000_001)).endsWith("config.problem.tooLong"));
    }

    @Test
    public void anUnknownPartIsToldWithThoseThatThereAre() {
        String yaml = DocumentWriter.write(Map.of("rules2", Map.of()), Optional.empty(), Instant.EPOCH);
        Violation found =
                assertThrows(Invalid.class, () -> read(yaml)).violations().get(0);
        assertEquals(
                "config.problem.part{known=roles, part=rules2}", found.args().get("what"));
    }

    @Test
    public void anUnknownEntryIsToldWhereItStands() {
        Item item = Item.of("nameZh", "a", "nameZz", "b");
        String yaml = DocumentWriter.write(Map.of("roles", Map.of("r", item)), Optional.empty(), Instant.EPOCH);
        assertEquals("8:7 config.problem.unknownKey", only(yaml));
    }
}
