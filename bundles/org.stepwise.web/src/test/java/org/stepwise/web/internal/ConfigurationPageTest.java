package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.After;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.access.Grant;
import org.stepwise.kernel.api.access.Grants;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.config.ConfigurationTransfer;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.testkit.TestKernel;
import org.stepwise.web.internal.shop.Shop;

/** Configuration as a file on its pages; what a file does is the config bundle's own matter. */
@Covers("CFG-1")
public class ConfigurationPageTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static final String PATH = "/admin/configuration";
    private final List<String> applied = new ArrayList<>();
    private ServiceRegistration<ConfigurationTransfer> registered;
    private boolean moved;

    /** What the config bundle brings besides the service. */
    private static final class Carrying implements Module {
        @Override
        public String id() {
            return "config";
        }

        @Override
        public List<String> permissions() {
            return List.of("config.transfer:administer");
        }
    }

    @BeforeClass
    public static void carrying() {
        SHOP.kernel().offer(new Carrying(), "config-module");
        TestKernel.await(
                "the module is there",
                () -> SHOP.kernel().get(Modules.class).find("config").isPresent());
        Grant grant = new Grant(Roles.ADMINISTRATOR, "config.transfer", "administer", Scope.ALL);
        SHOP.kernel().system(() -> SHOP.kernel().get(Grants.class).give(grant));
    }

    @Before
    public void transfer() {
        Dictionary<String, Object> none = new Hashtable<>();
        registered = SHOP.kernel().context().registerService(ConfigurationTransfer.class, new OneChange(), none);
    }

    @After
    public void away() {
        registered.unregister();
    }

    /** Knows one change. */
    private final class OneChange implements ConfigurationTransfer {
        private final Change change = new Change(
                "settings",
                "Settings",
                "shop.rules.days",
                Kind.CHANGED,
                List.of(new Entry("value", "value", "1", "2")));
        private Import made = new Import(7, Instant.EPOCH, "Root", List.of(change), Optional.empty(), "");

        @Override
        public List<Part> parts() {
            return List.of(new Part("settings", "Settings", 3));
        }

        @Override
        public String export(Set<String> parts) {
            return "exported: " + parts;
        }

        @Override
        public String document(Map<String, Map<String, Item>> parts) {
            return parts.toString();
        }

        @Override
        public Difference difference(String document, Choice choice) {
            if (document.contains("wrong")) throw Invalid.of("3:4", "rollout.problem.name");
            List<Change> changes = document.contains("same") ? List.of() : List.of(change);
            return new Difference(changes, choice.removing() ? 0 : 2, Plan.OTHER, "mark");
        }

        @Override
        public Optional<Import> apply(String document, Choice choice, String seen) {
            if (moved) throw new Conflict("kernel.problem.starting");
            difference(document, choice);
            applied.add(document + " " + choice.removing() + " " + seen);
            return Optional.of(made);
        }

        @Override
        public List<Import> imports(int limit) {
            return List.of(made);
        }

        @Override
        public Import imported(long id) {
            return made;
        }

        @Override
        public Import undo(long id) {
            if (moved) throw new Conflict("kernel.problem.starting");
            made = new Import(7, Instant.EPOCH, "Root", List.of(change), Optional.of(Instant.EPOCH), "Amy");
            return made;
        }
    }

    private static PageTester.Answer post(String path, Map<String, String> fields) {
        return SHOP.as("root").post(path, fields);
    }

    @Test
    public void aFileIsLookedAtAndImportedAsItWasLookedAt() {
        Document page = SHOP.page("root", PATH);
        assertEquals(1, page.select("h1").size());
        assertEquals(2, page.select("input[name=part]").size());
        assertTrue(SHOP.page("root", "/admin").select("a[href=" + PATH + "]").hasText());
        Document looked =
                post(PATH, Map.of("document", "<b>mine", "step", "difference")).html();
        assertTrue(looked.text(), looked.select("del").text().equals("1"));
        assertTrue(looked.text(), looked.select("ins").text().equals("2"));
        assertEquals(2, looked.select("textarea[name=document]").size());
        assertEquals("<b>mine", looked.select("textarea[name=document]").last().text());
        assertEquals("mark", looked.select("input[name=seen]").val());
        assertEquals(List.of(), applied);
        PageTester.Answer done =
                post(PATH, Map.of("document", "mine", "step", "apply", "seen", "mark", "removing", "true"));
        assertEquals(PATH + "/import/7", done.header("Location"));
        assertEquals(List.of("mine true mark"), applied);
    }

    @Test
    public void whatIsWrongIsSaidAndNothingIsToBeDoneWhenAllIsTheSame() {
        PageTester.Answer wrong = post(PATH, Map.of("document", "wrong", "step", "difference"));
        assertEquals(422, wrong.status());
        assertFalse(wrong.html().select("[role=alert] li").isEmpty());
        assertEquals(
                422, post(PATH, Map.of("document", "wrong", "step", "apply")).status());
        Document same =
                post(PATH, Map.of("document", "same", "step", "difference")).html();
        assertEquals(0, same.select("button[value=apply]").size());
        moved = true;
        PageTester.Answer late = post(PATH, Map.of("document", "mine", "step", "apply", "seen", "x"));
        assertEquals(409, late.status());
        assertEquals(1, late.html().select("button[value=apply]").size());
    }

    @Test
    public void anImportIsShownAndTakenBackOrSaidWhyNot() {
        Document one = SHOP.page("root", PATH + "/import/7");
        assertEquals(1, one.select("form[action=" + PATH + "/import/7] button").size());
        moved = true;
        assertEquals(409, post(PATH + "/import/7", Map.of()).status());
        moved = false;
        PageTester.Answer back = post(PATH + "/import/7", Map.of());
        assertEquals(PATH + "/import/7", back.header("Location"));
        Document after = SHOP.page("root", PATH + "/import/7");
        assertEquals(0, after.select("form[action=" + PATH + "/import/7]").size());
        assertTrue(after.text(), after.text().contains("Amy"));
    }

    @Test
    public void aDownloadNamesTheChosenParts() {
        PageTester.Answer file = SHOP.as("root").get(PATH + "/export?part=settings");
        assertEquals(200, file.status());
        assertTrue(file.text(), file.text().contains("[settings]"));
    }

    @Test
    public void onlyThoseWhoMayCarryConfigurationComeThere() {
        for (String path : List.of(PATH, PATH + "/export", PATH + "/import/7")) {
            assertEquals(path, 403, SHOP.as("amy").get(path).status());
        }
        assertEquals(
                403,
                SHOP.as("amy")
                        .post(PATH, Map.of("document", "mine", "step", "apply"))
                        .status());
        assertEquals(403, SHOP.as("amy").post(PATH + "/import/7", Map.of()).status());
    }
}
