package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.link.Link;
import org.stepwise.kernel.api.link.LinkGroup;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.kernel.api.module.Keeping;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

public class TombstoneTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static Links links() {
        return KERNEL.get(Links.class);
    }

    private static List<LinkGroup> groups(String account, RecordId record) {
        return KERNEL.as(account, () -> links().of(record, 5));
    }

    private static Keeping keeping(String name) throws InvalidSyntaxException {
        for (ServiceReference<Keeping> one : KERNEL.kernel().context().getServiceReferences(Keeping.class, null)) {
            Keeping keeping = KERNEL.kernel().context().getService(one);
            if (keeping.name().equals(name)) return keeping;
        }
        throw new AssertionError("nothing keeps " + name);
    }

    @Test
    @Covers({"LNK-4", "LNK-3"})
    public void aPurgedEndIsATombstoneWithoutTitleForItsAuthorAlone() {
        RecordId deal = KERNEL.deal("amy", "Stays behind");
        RecordId customer = KERNEL.as("amy", () -> KERNEL.records().create("demo.customer", Map.of("name", "Purged")));
        long id = KERNEL.as("amy", () -> links().link(deal, customer, "related", ""));
        KERNEL.sql().update("update kernel_link set to_gone = true where id = ?", id);
        Link tombstone = groups("amy", deal).get(0).links().get(0);
        assertTrue(tombstone.deleted());
        assertFalse(tombstone.moduleMissing());
        assertEquals("", tombstone.title());
        assertEquals(List.of(), groups("lead", deal));
        KERNEL.role("administrator", "lead");
        assertEquals("no more to an administrator than to others", List.of(), groups("lead", deal));
        assertEquals(
                List.of(deal),
                List.copyOf(KERNEL.as("amy", () -> links().around(deal, 3, 9)).keySet()));
        assertThrows(NotFound.class, () -> KERNEL.run("lead", () -> links().unlink(id)));
        KERNEL.run("amy", () -> links().unlink(id));
        assertEquals(List.of(), groups("amy", deal));
    }

    @Test
    @Covers({"ROL-5", "REC-6"})
    public void historyGoesWithAPurgeAndNumbersGoOn() throws Exception {
        String number = numberOf(KERNEL.deal("amy", "With a history"));
        Keeping history = keeping("history");
        assertTrue(history.count("demo") > 0);
        long others = history.count("directory");
        long[] removed = new long[1];
        long before = history.count("demo");
        history.purge("demo", rows -> removed[0] += rows);
        assertEquals(before, removed[0]);
        assertEquals(0, history.count("demo"));
        assertEquals(others, history.count("directory"));
        String next = numberOf(KERNEL.deal("amy", "After the purge"));
        assertTrue(next + " after " + number, next.compareTo(number) > 0);
    }

    private static String numberOf(RecordId deal) {
        return KERNEL.as("amy", () -> KERNEL.records().card(deal).row().number());
    }
}
