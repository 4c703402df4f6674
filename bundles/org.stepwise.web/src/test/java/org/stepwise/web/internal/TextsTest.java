package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.stepwise.testkit.Covers;

public class TextsTest {
    private static final Pattern KEY = Pattern.compile("['\"](web\\.[A-Za-z0-9.]*[A-Za-z0-9])['\"]");
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)}");
    private static final Path BUNDLES = Path.of("..");

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static List<Path> find(Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file ->
                            file.toString().endsWith(ending) && !file.toString().contains("/target/"))
                    .collect(Collectors.toList());
        }
    }

    @Test
    @Covers("I18N-1")
    public void everyBundleHasTheSameTextsInBothLanguages() throws IOException {
        for (Path chinese : find(BUNDLES, "_zh_CN.properties")) {
            Path english =
                    chinese.resolveSibling(chinese.getFileName().toString().replace("_zh_CN", ""));
            Set<String> one = read(english).stringPropertyNames();
            Set<String> other = read(chinese).stringPropertyNames();
            assertEquals(english.toString(), new TreeSet<>(one), new TreeSet<>(other));
        }
    }

    /** By which people choose what they are told. */
    @Test
    @Covers({"I18N-1", "NTF-1"})
    public void everyNoticeHasAKind() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path texts : find(BUNDLES, ".properties")) {
            Set<String> known = read(texts).stringPropertyNames();
            known.stream()
                    .filter(key -> key.contains(".notice.") && key.endsWith(".many"))
                    .map(key -> key.substring(0, key.length() - ".many".length()))
                    .filter(key -> !known.contains(key + ".kind"))
                    .forEach(missing::add);
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    @Covers("I18N-1")
    public void bothLanguagesOfAWebTextNameTheSameArguments() throws IOException {
        Path folder = Path.of("src/main/resources/STEPWISE-INF/i18n");
        Properties english = read(folder.resolve("web.properties"));
        Properties chinese = read(folder.resolve("web_zh_CN.properties"));
        for (String key : english.stringPropertyNames()) {
            Set<String> known = arguments(english.getProperty(key));
            assertTrue(key, known.containsAll(arguments(chinese.getProperty(key))));
        }
    }

    private static Set<String> arguments(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = ARGUMENT.matcher(text);
        while (matcher.find()) found.add(matcher.group(1));
        return found;
    }

    @Test
    @Covers("I18N-1")
    public void templatesAndCodeUseOnlyTextsThatExist() throws IOException {
        Set<String> known = read(Path.of("src/main/resources/STEPWISE-INF/i18n/web.properties"))
                .stringPropertyNames();
        Set<String> missing = new TreeSet<>();
        List<Path> sources = find(Path.of("src/main/java"), ".java");
        sources.addAll(find(Path.of("src/main/resources/STEPWISE-INF/templates"), ".html"));
        for (Path source : sources) {
            Matcher matcher = KEY.matcher(Files.readString(source));
            while (matcher.find()) {
                if (!known.contains(matcher.group(1))) missing.add(source.getFileName() + " " + matcher.group(1));
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    @Covers("I18N-1")
    public void templatesHoldNoSentencesOfTheirOwn() throws IOException {
        Pattern words = Pattern.compile(">[^<>{}]*[A-Za-z\\u4e00-\\u9fff]{3,}[^<>{}]*<");
        Set<String> allowed = Set.of("Stepwise", "中文", "English", "Esc", "Ctrl", "Enter", "Ctrl K", "xlsx", "csv");
        Set<String> found = new TreeSet<>();
        for (Path template : find(Path.of("src/main/resources/STEPWISE-INF/templates"), ".html")) {
            Matcher matcher = words.matcher(Files.readString(template));
            while (matcher.find()) {
                String text = matcher.group()
                        .substring(1, matcher.group().length() - 1)
                        .trim();
                if (!allowed.contains(text)) found.add(template.getFileName() + ": " + text);
            }
        }
        assertEquals(Set.of(), found);
    }
}
