package org.stepwise.web.internal;

import java.util.HashMap;
import java.util.Map;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.web.internal.admin.AdminPage;
import org.stepwise.web.internal.admin.ConfigurationPage;
import org.stepwise.web.internal.admin.GrantsPage;
import org.stepwise.web.internal.admin.ModulePage;
import org.stepwise.web.internal.admin.RolesPage;
import org.stepwise.web.internal.admin.SettingsPage;
import org.stepwise.web.internal.help.FirstSteps;
import org.stepwise.web.internal.help.Guides;
import org.stepwise.web.internal.help.HelpPage;
import org.stepwise.web.internal.page.FavouritePage;
import org.stepwise.web.internal.page.HomePage;
import org.stepwise.web.internal.page.MorePage;
import org.stepwise.web.internal.page.Navigation;
import org.stepwise.web.internal.page.NoticesPage;
import org.stepwise.web.internal.page.OwnPage;
import org.stepwise.web.internal.page.PalettePage;
import org.stepwise.web.internal.page.PanelPage;
import org.stepwise.web.internal.page.PanelRunner;
import org.stepwise.web.internal.page.Panels;
import org.stepwise.web.internal.page.Preferences;
import org.stepwise.web.internal.page.Renderer;
import org.stepwise.web.internal.people.HandoverPage;
import org.stepwise.web.internal.people.MePage;
import org.stepwise.web.internal.people.MovePage;
import org.stepwise.web.internal.people.OrgImportPage;
import org.stepwise.web.internal.people.OrganisationPage;
import org.stepwise.web.internal.people.PhotoPage;
import org.stepwise.web.internal.people.WorkPage;
import org.stepwise.web.internal.record.FilesPage;
import org.stepwise.web.internal.record.LinksPage;
import org.stepwise.web.internal.record.PickPage;
import org.stepwise.web.internal.record.RecordPages;
import org.stepwise.web.internal.rollout.FeedbackPage;
import org.stepwise.web.internal.rollout.RolloutPages;
import org.stepwise.web.internal.rollout.RulesPage;
import org.stepwise.web.internal.rollout.TrainingPage;

/** Web's own pages and their addresses. */
public final class OwnPages {
    private final Services services;
    private final Renderer renderer;
    private final Preferences preferences;
    private final Panels panels;
    private final PanelRunner runner;
    private final Map<String, OwnPage> pages = new HashMap<>();

    public OwnPages(Services services, Renderer renderer, Preferences preferences, Panels panels, PanelRunner runner) {
        this.services = services;
        this.renderer = renderer;
        this.preferences = preferences;
        this.panels = panels;
        this.runner = runner;
    }

    public Map<String, OwnPage> byPath(Navigation navigation) {
        pages.put("/", new HomePage(services, preferences, panels));
        pages.put("/panel", new PanelPage(services, panels, runner));
        pages.put("/more", new MorePage());
        pages.put("/palette", new PalettePage(services, preferences, navigation));
        pages.put("/pick", new PickPage(services));
        pages.put("/links", new LinksPage(services));
        pages.put("/files", new FilesPage(services));
        pages.put("/favourite", new FavouritePage(services, preferences));
        pages.put("/notices", new NoticesPage(services));
        pages.put("/me", new MePage(services, preferences));
        pages.put("/photo", new PhotoPage(services));
        pages.put("/me/work", new WorkPage(services));
        pages.put("/organisation", new OrganisationPage(services));
        pages.put("/organisation/move", new MovePage(services));
        pages.put("/organisation/import", new OrgImportPage(services));
        pages.put("/organisation/handover", new HandoverPage(services));
        pages.put("/rollout", new RolloutPages(services));
        pages.put("/feedback", new FeedbackPage(services));
        Guides guides = new Guides(services.modules);
        pages.put("/help", new HelpPage(services, guides, new FirstSteps(services, preferences, guides)));
        pages.put("/rules", new RulesPage(services));
        pages.put("/training", new TrainingPage(services));
        pages.put("/admin", new AdminPage(services));
        pages.put("/admin/module", new ModulePage(services));
        pages.put("/admin/grants", new GrantsPage(services));
        pages.put("/admin/settings", new SettingsPage(services));
        pages.put("/admin/roles", new RolesPage(services));
        pages.put("/admin/configuration", new ConfigurationPage(services));
        return pages;
    }

    /** List, card and form of a record type. */
    public OwnPage of(RecordType<?> type) {
        return new RecordPages(services, renderer, preferences, panels, runner, type);
    }
}
