package org.stepwise.kernel.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.record.Imports;
import org.stepwise.testkit.Covers;

/** An organisation of 10,000 people in 500 units, imported while others work, and 1,000 of them moved. */
public class OrgVolumeTest {
    private static final Logger LOG = LoggerFactory.getLogger(OrgVolumeTest.class);
    private static final int UNITS = 500;
    private static final int PEOPLE = 10_000;
    private static final int CLIENTS = 4;

    @Rule
    public final OrgKernel kernel = new OrgKernel();

    private static Map<String, String> organisation() {
        StringBuilder units = new StringBuilder("code,parent,kind,name_zh,head\n");
        for (int i = 0; i < UNITS; i++) {
            String parent = i == 0 ? "" : "u" + (i - 1) / 4;
            units.append("u" + i + "," + parent + ",DEPARTMENT,部门" + i + ",p" + i + "\n");
        }
        StringBuilder people = new StringBuilder("account,name,email,mobile,clearance\n");
        StringBuilder positions = new StringBuilder("account,unit,post,primary\n");
        for (int i = 0; i < PEOPLE; i++) {
            people.append("p" + i + ",人员" + i + ",p" + i + "@example.com,1380000" + (1000 + i % 9000) + ",3\n");
            positions.append("p" + i + ",u" + i % UNITS + ",rep,yes\n");
        }
        return Map.of(
                "units", units.toString(),
                "posts", "code,name_zh,level\nrep,销售,10\n",
                "people", people.toString(),
                "positions", positions.toString());
    }

    @Test
    @Covers({"DIR-6", "DIR-1"})
    public void tenThousandPeopleAreImportedWhileOthersListAndAThousandAreMoved() throws Exception {
        kernel.load("people", "account,name\nearly,早\n");
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> lists = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            lists.add(clients.submit(() -> {
                while (!done.get()) {
                    if (list()) answers.incrementAndGet();
                }
            }));
        }
        long start = System.nanoTime();
        Imports.Report report = kernel.load(organisation(), false);
        LOG.info("imported in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        done.set(true);
        for (Future<?> list : lists) list.get(1, TimeUnit.MINUTES);
        clients.shutdown();
        assertEquals(List.of(), report.errors());
        assertEquals(UNITS + 1 + 2 * PEOPLE, report.created());
        assertTrue("others were answered", answers.get() > 0);
        assertEquals(
                PEOPLE - 1, kernel.directory().subordinates(kernel.person("p0")).size());
        move();
    }

    /** On Derby a reader may have to wait for the import and try again: that is told, not an error. */
    private boolean list() {
        try {
            assertEquals("early", kernel.caller("early").account());
            assertTrue(kernel.directory().suggest("早", 50).size() <= 50);
            return true;
        } catch (Unavailable busy) {
            return false;
        }
    }

    /** A branch with some hundreds of people goes below another head. */
    private void move() {
        long branch = kernel.unit("u5");
        int people = kernel.directory().people(branch, true).size();
        assertTrue(String.valueOf(people), people >= 500);
        long start = System.nanoTime();
        kernel.change("update directory_unit set parent_id = ? where id = ?", kernel.unit("u2"), branch);
        LOG.info("moved {} people in {} ms", people, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        assertEquals(
                List.of(branch, kernel.unit("u2"), kernel.unit("u0")),
                kernel.directory().above(branch));
        assertTrue(kernel.directory().isSuperior(kernel.person("p2"), kernel.person("p5")));
        long again = System.nanoTime();
        Imports.Report repeated = kernel.load(organisation(), true);
        LOG.info("checked in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - again));
        assertEquals("the moved unit", 1, repeated.updated());
    }
}
