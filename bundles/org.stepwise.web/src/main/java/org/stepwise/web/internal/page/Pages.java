package org.stepwise.web.internal.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.web.PageHandler;

/** Pages that modules contribute, by address. One that collides with another is refused, logged and shown as a health problem. */
@Component(service = {Pages.class, Health.class})
public final class Pages implements Health {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private final ConcurrentSkipListMap<String, Entry> pages = new ConcurrentSkipListMap<>();
    private final Map<PageHandler, String> refused = new ConcurrentHashMap<>();

    /** One contributed page. */
    record Entry(String path, PageHandler handler, String menu, String icon, int order, Contribution contribution) {}

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void add(PageHandler handler, Map<String, Object> properties) {
        String path = text(properties, "page.path");
        String module = path.startsWith("/") ? path.substring(1).split("/", 2)[0] : "";
        Optional<String> problem = problem(path, module);
        Entry entry = new Entry(
                path,
                handler,
                text(properties, "page.menu"),
                properties.getOrDefault("page.icon", "file-text").toString(),
                properties.get("page.order") instanceof Integer order ? order : 500,
                new Contribution(module, text(properties, "page.function"), text(properties, "page.permission")));
        if (problem.isEmpty() && pages.putIfAbsent(path, entry) != null) {
            problem = Optional.of("the address " + path + " is taken");
        }
        problem.ifPresent(reason -> refuse(handler, reason));
    }

    private static Optional<String> problem(String path, String module) {
        if (module.isEmpty() || path.endsWith("/")) return Optional.of("no good address: '" + path + "'");
        if (Router.RESERVED.contains(module)) return Optional.of("the address " + path + " belongs to the shell");
        return Optional.empty();
    }

    private void refuse(PageHandler handler, String reason) {
        refused.put(handler, reason);
        LOG.error("Page {} is refused: {}.", handler.getClass().getName(), reason);
    }

    static String text(Map<String, Object> properties, String name) {
        Object value = properties.get(name);
        return value == null ? "" : value.toString();
    }

    public void remove(PageHandler handler) {
        refused.remove(handler);
        pages.values().removeIf(entry -> entry.handler() == handler);
    }

    /** The page at or above this path, the longest address first. */
    Optional<Entry> find(String path) {
        String key = path;
        while (!key.isEmpty()) {
            Entry entry = pages.get(key);
            if (entry != null) return Optional.of(entry);
            key = key.substring(0, Math.max(key.lastIndexOf('/'), 0));
        }
        return Optional.empty();
    }

    List<Entry> menu() {
        List<Entry> found = new ArrayList<>();
        for (Entry entry : pages.values()) {
            if (!entry.menu().isEmpty()) found.add(entry);
        }
        found.sort(Comparator.comparingInt(Entry::order));
        return found;
    }

    @Override
    public Map<String, String> problems() {
        Map<String, String> found = new ConcurrentHashMap<>();
        refused.forEach(
                (handler, reason) -> found.put("page " + handler.getClass().getSimpleName(), reason));
        return found;
    }
}
