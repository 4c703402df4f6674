package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.rollout.RolloutPlan;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** The plan as a file on its page; what a file says is the plan bundle's own matter. */
@Covers({"ROL-10", "ROL-20"})
public class PlanPageTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private final List<String> applied = new ArrayList<>();
    private ServiceRegistration<RolloutPlan> registered;

    @Before
    public void plan() {
        Dictionary<String, Object> none = new Hashtable<>();
        registered = SHOP.kernel().context().registerService(RolloutPlan.class, new OnePlan(), none);
    }

    @After
    public void away() {
        registered.unregister();
    }

    /** Knows one document. */
    private final class OnePlan implements RolloutPlan {
        @Override
        public String present() {
            return "stepwise: 1\nphases: []\n";
        }

        @Override
        public String shipped(LocalDate from) {
            return "stepwise: 1\n# from " + from + "\n";
        }

        @Override
        public List<Step> difference(String yaml) {
            if (yaml.contains("wrong")) throw Invalid.of("1:1", "rollout.problem.name");
            return List.of(
                    new Step("hq", "create", Map.of("phase", "hq", "modules", "shop", "scope", "east")),
                    new Step("pilot", "leave", Map.of("phase", "pilot")));
        }

        @Override
        public List<Step> apply(String yaml) {
            List<Step> steps = difference(yaml);
            applied.add(yaml);
            return steps;
        }
    }

    private static PageTester.Answer post(String account, String yaml, String step) {
        return SHOP.as(account).post("/rollout/plan", Map.of("yaml", yaml, "step", step));
    }

    @Test
    public void theShippedPlanIsShownWithItsDifferenceAndAppliedOnlyWhenAskedTo() {
        assertEquals(
                1, SHOP.page("root", "/rollout").select("a[href=/rollout/plan]").size());
        Document shipped = SHOP.page("root", "/rollout/plan?from=shipped&start=2027-03-01");
        assertEquals(1, shipped.select("h1").size());
        assertTrue(shipped.select("#pl-yaml").text().contains("from 2027-03-01"));
        assertEquals(2, shipped.select("#difference li").size());
        assertEquals(List.of(), applied);
        PageTester.Answer done = post("root", "stepwise: 1", "apply");
        assertEquals("/rollout", done.header("Location"));
        assertEquals(List.of("stepwise: 1"), applied);
        assertTrue(SHOP.as("root").follow(done).html().select(".toast").text().contains("One step done"));
    }

    @Test
    public void aFileIsLookedAtBeforeAndWhatIsWrongInItIsSaidWithTheFileKept() {
        Document present = SHOP.page("root", "/rollout/plan");
        assertTrue(present.select("#pl-yaml").text().contains("phases"));
        assertEquals(0, present.select("button[value=apply]").size());
        Document looked = post("root", "mine", "difference").html();
        assertEquals(1, looked.select("button[value=apply]").size());
        assertEquals("mine", looked.select("#pl-yaml").text());
        for (String step : List.of("difference", "apply")) {
            PageTester.Answer refused = post("root", "wrong", step);
            assertEquals(422, refused.status());
            assertEquals("wrong", refused.html().select("#pl-yaml").text());
            assertFalse(refused.html().select("[role=alert] li").isEmpty());
        }
        assertEquals(List.of(), applied);
    }

    @Test
    public void onlyAdministratorsOfPhasesComeThere() {
        assertEquals(403, SHOP.as("amy").get("/rollout/plan").status());
        assertEquals(403, post("amy", "x", "apply").status());
    }
}
