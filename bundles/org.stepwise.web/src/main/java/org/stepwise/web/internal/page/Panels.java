package org.stepwise.web.internal.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.web.PanelSource;

/** Panels that modules contribute to cards and home (LNK-7). A panel's module is the first word of its title's text key. */
@Component(service = Panels.class)
public final class Panels {
    private static final Logger LOG = LoggerFactory.getLogger(Panels.class);
    private final CopyOnWriteArrayList<Entry> panels = new CopyOnWriteArrayList<>();

    /** One contributed panel. @param id its address, {@code crm.FunnelPanel} */
    public record Entry(
            String id,
            PanelSource source,
            String on,
            String slot,
            String title,
            int order,
            Contribution contribution) {}

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void add(PanelSource source, Map<String, Object> properties) {
        String title = Pages.text(properties, "panel.title");
        String module = title.contains(".") ? title.substring(0, title.indexOf('.')) : "";
        String id = module + "." + source.getClass().getSimpleName();
        if (module.isEmpty() || find(id).isPresent()) {
            LOG.error("Panel {} is refused: its title '{}' is no text key, or it is there already.", id, title);
            return;
        }
        panels.add(new Entry(
                id,
                source,
                Pages.text(properties, "panel.on"),
                Pages.text(properties, "panel.slot"),
                title,
                properties.get("panel.order") instanceof Integer order ? order : 500,
                new Contribution(
                        module, Pages.text(properties, "panel.function"), Pages.text(properties, "panel.permission"))));
        panels.sort(Comparator.comparingInt(Entry::order));
    }

    public void remove(PanelSource source) {
        panels.removeIf(entry -> entry.source() == source);
    }

    public Optional<Entry> find(String id) {
        return panels.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** What stands there for this caller: open by roll-out, and permitted. */
    public List<Entry> on(String place, String slot, Access access, Caller caller) {
        return panels.stream()
                .filter(entry -> entry.on().equals(place) && entry.slot().equals(slot))
                .filter(entry -> visible(entry, access, caller))
                .toList();
    }

    public static boolean visible(Entry entry, Access access, Caller caller) {
        return entry.contribution().open(caller) && entry.contribution().allowed(access, caller);
    }
}
