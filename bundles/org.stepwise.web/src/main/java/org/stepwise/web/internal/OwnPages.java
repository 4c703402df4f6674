package org.stepwise.web.internal;

import java.util.HashMap;
import java.util.Map;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.page.HomePage;
import org.stepwise.web.internal.page.MorePage;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.PanelPage;
import org.stepwise.web.internal.page.PanelRunner;
import org.stepwise.web.internal.page.Panels;
import org.stepwise.web.internal.page.Preferences;
import org.stepwise.web.internal.page.Renderer;

/** Web's own pages and their addresses. */
public final class OwnPages {
    private final Map<String, OwnPage> pages = new HashMap<>();

    public OwnPages(Services services, Renderer renderer, Preferences preferences, Panels panels, PanelRunner runner) {
        pages.put("/", new HomePage(services, preferences, panels));
        pages.put("/panel", new PanelPage(services, panels, runner));
        pages.put("/more", new MorePage());
    }

    public Map<String, OwnPage> byPath() {
        return pages;
    }

    /** List, card and form of a record type. */
    public OwnPage of(RecordType<?> type) {
        throw new IllegalStateException(type.id());
    }
}
