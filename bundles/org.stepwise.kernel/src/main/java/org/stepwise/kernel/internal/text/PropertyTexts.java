package org.stepwise.kernel.internal.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.ReadyListener;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.internal.module.CarriedModules;
import org.stepwise.kernel.internal.module.Registry;
import org.stepwise.kernel.internal.module.Resources;

/**
 * Texts from the property files of all ready modules, reloaded when a module comes or goes; and what a module that can be installed
 * calls itself. A page that was begun before a module went is finished with its texts: they stay at hand for a minute.
 */
@Component(service = {Texts.class, ReadyListener.class})
public final class PropertyTexts implements Texts, ReadyListener {
    private static final Logger LOG = LoggerFactory.getLogger(PropertyTexts.class);
    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    private static final Set<String> IDENTIFIERS = Set.of("id", "run", "entry", "version", "value", "row", "line");
    private static final String FORBIDDEN = "kernel.problem.forbidden";
    private static final Pattern OF_MODULE = Pattern.compile("([a-z][a-z0-9]*)\\.module\\.(name|description)");
    private final Registry registry;
    private final CarriedModules carried;
    private final Map<Resources, Loaded> absent = new ConcurrentHashMap<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final Map<Resources, Loaded> read = new HashMap<>();
    private final Departed departed = new Departed();
    private volatile Loaded loaded = new Loaded(-1, Map.of(), Map.of());

    private record Loaded(long generation, Map<String, String> english, Map<String, String> chinese) {
        Optional<String> find(Locale locale, String key) {
            return Optional.ofNullable(("en".equals(locale.getLanguage()) ? english : chinese).get(key));
        }
    }

    @Activate
    public PropertyTexts(@Reference Registry registry, @Reference CarriedModules carried) {
        this.registry = registry;
        this.carried = carried;
    }

    @Override
    public String text(Locale locale, String key, Map<String, ?> args) {
        Optional<String> found =
                counted(locale, key, args).or(() -> find(locale, key)).or(() -> departed.find(locale, key));
        if (found.isEmpty()) {
            if (missing.add(key)) LOG.warn("text {} is missing", key);
            return key;
        }
        if (args.isEmpty()) return found.get();
        return fill(found.get(), key.equals(FORBIDDEN) ? named(locale, args) : args);
    }

    /** The action and the type as their reader knows them. */
    private Map<String, ?> named(Locale locale, Map<String, ?> args) {
        Map<String, Object> named = new HashMap<>(args);
        String type = String.valueOf(args.get("type"));
        named.computeIfPresent(
                "action",
                (name, action) -> find(locale, type + ".action." + action)
                        .or(() -> find(locale, "action." + action))
                        .orElse(String.valueOf(action)));
        named.computeIfPresent("type", (name, id) -> find(locale, type).orElse(type));
        return named;
    }

    /** A text may have a form of its own for a count of one. */
    private Optional<String> counted(Locale locale, String key, Map<String, ?> args) {
        return "1".equals(String.valueOf(args.get("count"))) ? find(locale, key + ".one") : Optional.empty();
    }

    private static String fill(String text, Map<String, ?> args) {
        StringBuilder made = new StringBuilder(text.length() + 32);
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            if (close < 0) break;
            String name = text.substring(open + 1, close);
            made.append(text, at, open).append(said(name, args.get(name)));
            at = close + 1;
        }
        return made.append(text, at, text.length()).toString();
    }

    /** Amounts have thousands marks, which both languages write alike; what is looked up by its digits has none. */
    private static Object said(String name, Object value) {
        if (value == null) return "";
        if (!(value instanceof Number) || IDENTIFIERS.contains(name)) return value;
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    @Override
    public Optional<String> find(Locale locale, String key) {
        return loaded().find(locale, key).or(() -> ofAbsent(locale, key));
    }

    /** A module's jar is read once, when it is asked for. */
    private Optional<String> ofAbsent(Locale locale, String key) {
        Matcher matcher = OF_MODULE.matcher(key);
        if (!matcher.matches()) return Optional.empty();
        return carried.resources(matcher.group(1)).stream()
                .flatMap(jar -> absent.computeIfAbsent(jar, PropertyTexts::read).find(locale, key).stream())
                .findFirst();
    }

    @Override
    public Locale supported(String languageTag) {
        for (Locale.LanguageRange range : ranges(languageTag)) {
            if (range.getRange().startsWith("en")) return Locale.ENGLISH;
            if (range.getRange().startsWith("zh")) return CHINESE;
        }
        return CHINESE;
    }

    private static List<Locale.LanguageRange> ranges(String tag) {
        try {
            return tag == null || tag.isBlank() ? List.of() : Locale.LanguageRange.parse(tag.replace('_', '-'));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private Loaded loaded() {
        Loaded now = loaded;
        return now.generation == registry.generation() ? now : reload();
    }

    /** One thread reads; each module's files once. */
    private synchronized Loaded reload() {
        if (loaded.generation == registry.generation()) return loaded;
        long generation = registry.generation();
        List<Resources> present = registry.resources();
        read.forEach((resources, texts) -> {
            if (!present.contains(resources)) departed.add(texts.english, texts.chinese);
        });
        read.keySet().retainAll(present);
        Map<String, String> english = new HashMap<>();
        Map<String, String> chinese = new HashMap<>();
        for (Resources resources : present) {
            Loaded one = read.computeIfAbsent(resources, PropertyTexts::read);
            english.putAll(one.english);
            chinese.putAll(one.chinese);
        }
        loaded = new Loaded(generation, english, chinese);
        return loaded;
    }

    /** Read before the first page that shows the module, so that they are at hand whenever it goes. */
    @Override
    public void ready(Module module) {
        loaded();
    }

    private static Loaded read(Resources resources) {
        Map<String, String> english = new HashMap<>();
        Map<String, String> chinese = new HashMap<>();
        for (String path : resources.list("i18n", ".properties")) {
            boolean zh = path.endsWith("_zh_CN.properties");
            load(resources.find(path).orElseThrow(), zh ? chinese : english);
        }
        return new Loaded(0, english, chinese);
    }

    private static void load(URL url, Map<String, String> into) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            LOG.error("cannot read texts {}", url, e);
        }
        properties.stringPropertyNames().forEach(key -> into.put(key, properties.getProperty(key)));
    }
}
