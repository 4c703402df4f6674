package org.stepwise.web.internal.view;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stepwise.kernel.api.module.Modules;

/**
 * Renders templates under {@code STEPWISE-INF/templates/}. Each module has an engine of its own, which compiles a template once and
 * is dropped with the module; {@code web:layout} is a template of web in any module.
 */
public final class Templates {
    /** Engines by class loader and root package: bundles have a loader each, jars on one class path share it. */
    private final Map<Owner, PebbleEngine> engines = new ConcurrentHashMap<>();

    private volatile long generation = -1;
    private final Modules modules;
    private final Functions functions;

    private record Owner(ClassLoader loader, String root) {
        static Owner of(Object component) {
            Class<?> type = component instanceof Class<?> given ? given : component.getClass();
            String name = type.getPackageName();
            int internal = name.indexOf(".internal");
            return new Owner(type.getClassLoader(), internal < 0 ? name : name.substring(0, internal));
        }
    }

    public Templates(Modules modules, Functions functions) {
        this.modules = modules;
        this.functions = functions;
    }

    /** @param component whose module holds the template */
    public String render(Object component, String template, Map<String, Object> context, Locale locale) {
        dropOldEngines();
        PebbleEngine engine = engines.computeIfAbsent(Owner.of(component), owner -> engine(component));
        PebbleTemplate compiled = engine.getTemplate(template);
        PageWriter out = new PageWriter(65_536);
        try {
            compiled.evaluate(out, context, locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** Modules came or went: nothing of theirs may be held, or their class loaders stay. */
    private void dropOldEngines() {
        long now = modules.generation();
        if (now == generation) return;
        engines.keySet().removeIf(owner -> !owner.equals(Owner.of(Templates.class)));
        generation = now;
    }

    private PebbleEngine engine(Object component) {
        return new PebbleEngine.Builder()
                .loader(new ModuleLoader(modules, component))
                .extension(functions)
                .build();
    }

    /** Finds templates of one module, and with {@code web:} before the name those of web. */
    private record ModuleLoader(Modules modules, Object component) implements Loader<String> {
        @Override
        public Reader getReader(String name) {
            URL url = locate(name).orElseThrow(() -> new LoaderException(null, "no template " + name));
            try (InputStream in = url.openStream();
                    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                StringWriter text = new StringWriter();
                reader.transferTo(text);
                return new StringReader(text.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Optional<URL> locate(String name) {
            if (name.contains("..")) return Optional.empty();
            boolean own = name.startsWith("web:") || component instanceof Class<?>;
            if (!own) return modules.resource(component, "templates/" + name + ".html");
            String plain = name.startsWith("web:") ? name.substring(4) : name;
            return Optional.ofNullable(Templates.class.getResource("/STEPWISE-INF/templates/" + plain + ".html"));
        }

        @Override
        public void setCharset(String charset) {
            // always UTF-8
        }

        @Override
        public void setPrefix(String prefix) {
            // names are complete
        }

        @Override
        public void setSuffix(String suffix) {
            // names are complete
        }

        @Override
        public String resolveRelativePath(String relative, String anchor) {
            return relative;
        }

        @Override
        public String createCacheKey(String name) {
            return name;
        }

        @Override
        public boolean resourceExists(String name) {
            return locate(name).isPresent();
        }
    }
}
