package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.link.Link;
import org.stepwise.kernel.api.link.LinkGroup;
import org.stepwise.kernel.api.link.LinkKind;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.kernel.api.record.Change;
import org.stepwise.kernel.api.record.HistoryEntry;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

public class LinksTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static int copies;

    private static Links links() {
        return KERNEL.get(Links.class);
    }

    private static Records records() {
        return KERNEL.records();
    }

    private static RecordId customer(String account, String name) {
        return KERNEL.as(account, () -> records().create("demo.customer", Map.of("name", name)));
    }

    private static List<LinkGroup> groups(String account, RecordId record) {
        return KERNEL.as(account, () -> links().of(record, 5));
    }

    @Test
    @Covers("LNK-1")
    public void aLinkIsSeenFromBothEndsWithKindNoteAuthorAndTime() {
        RecordId deal = KERNEL.deal("amy", "Linked");
        RecordId customer = customer("amy", "Its customer");
        long id = KERNEL.as("amy", () -> links().link(deal, customer, LinkKind.EVIDENCE, "see page 3"));
        assertEquals(id, (long) KERNEL.as("amy", () -> links().link(deal, customer, LinkKind.EVIDENCE, "again")));
        Link forth = groups("amy", deal).get(0).links().get(0);
        Link back = groups("amy", customer).get(0).links().get(0);
        assertEquals("Its customer", forth.title());
        assertEquals("Linked", back.title());
        assertEquals("see page 3", forth.note());
        assertEquals("amy", forth.byName());
        assertFalse(forth.inverse());
        assertTrue(back.inverse());
        KERNEL.run("amy", () -> links().unlink(id));
        assertEquals(List.of(), groups("amy", deal));
    }

    @Test
    @Covers("LNK-1")
    public void linkingNeedsAKnownKindTwoRecordsAndTheRightToEditOne() {
        RecordId deal = KERNEL.deal("amy", "Refused");
        RecordId customer = customer("amy", "c");
        RecordId theirs = customer("bob", "Of bob");
        assertThrows(Invalid.class, () -> KERNEL.run("amy", () -> links().link(deal, customer, "unheard", "")));
        assertThrows(Invalid.class, () -> KERNEL.run("amy", () -> links().link(deal, deal, "related", "")));
        assertThrows(
                Invalid.class, () -> KERNEL.run("amy", () -> links().link(deal, customer, "related", "x".repeat(401))));
        assertThrows(NotFound.class, () -> KERNEL.run("amy", () -> links().link(deal, theirs, "related", "")));
        RecordId other = KERNEL.deal("amy", "Another");
        assertThrows(Forbidden.class, () -> KERNEL.run("lead", () -> links().link(deal, other, "related", "")));
    }

    @Test
    @Covers("LNK-3")
    public void nothingOfAnEndThatIsNotSeenLeaks() {
        RecordId deal = KERNEL.deal("amy", "Half seen");
        RecordId customer = customer("amy", "Hidden from lead");
        long id = KERNEL.as("amy", () -> links().link(deal, customer, "related", "secret note"));
        assertEquals(1, groups("amy", deal).size());
        assertEquals(List.of(), groups("lead", deal));
        assertEquals(List.of(), KERNEL.as("lead", () -> links().of(deal, "demo.customer", 0, 10)));
        assertEquals(
                Set.of(deal),
                KERNEL.as("lead", () -> links().around(deal, 3, 50)).keySet());
        assertThrows(NotFound.class, () -> KERNEL.run("lead", () -> links().unlink(id)));
        assertThrows(NotFound.class, () -> groups("bob", deal));
    }

    @Test
    @Covers("LNK-3")
    public void aThousandHiddenLinksChangeNeitherCountNorExactnessNorPage() {
        RecordId hub = KERNEL.deal("amy", "Hub of many eyes");
        List<Long> seen = new ArrayList<>();
        long first = KERNEL.as("amy", () -> links().link(hub, customer("amy", "Oldest of amy"), "related", ""));
        seen.add(first);
        RecordId hidden = customer("bob", "Of bob");
        KERNEL.kernel().system(() -> links().link(hub, hidden, "related", ""));
        manyLinks(hidden, first, 1_200);
        seen.add(KERNEL.as("amy", () -> links().link(hub, customer("amy", "Between"), "related", "")));
        manyLinks(hidden, seen.get(1), 1_200);
        LinkGroup group = groups("amy", hub).get(0);
        assertEquals(2, group.count());
        assertTrue(group.exact());
        assertEquals(
                List.of(seen.get(1), seen.get(0)),
                group.links().stream().map(Link::id).toList());
        assertEquals(group.links(), KERNEL.as("amy", () -> links().of(hub, "demo.customer", 0, 50)));
        assertEquals(List.of(), groups("lead", hub));
        assertEquals(List.of(), KERNEL.as("lead", () -> links().of(hub, "demo.customer", 0, 50)));
    }

    @Test
    @Covers("LNK-3")
    public void linkingAndUnlinkingAreNoViews() {
        RecordId deal = KERNEL.deal("amy", "Not looked at");
        RecordId other = KERNEL.deal("amy", "Nor this one");
        KERNEL.run("amy", () -> links().unlink(links().link(deal, other, "related", "")));
        assertEquals(0, views(deal) + views(other));
        KERNEL.run("amy", () -> records().card(deal));
        assertEquals(1, views(deal));
    }

    private static long views(RecordId record) {
        return KERNEL.sql()
                .number(
                        "select count(*) from kernel_audit where what = 'record.viewed' and about = ?",
                        record.toString());
    }

    @Test
    @Covers("REC-4")
    public void historyOfBothEndsShowsTheLinkToThoseWhoSeeTheOtherEnd() {
        RecordId deal = KERNEL.deal("amy", "Told of");
        RecordId customer = customer("amy", "Its witness");
        KERNEL.run("amy", () -> links().unlink(links().link(deal, customer, "evidence", "")));
        assertEquals(List.of("unlinked", "linked", "created"), steps("amy", deal));
        assertEquals(List.of("unlinked", "linked", "created"), steps("amy", customer));
        assertEquals(List.of("created"), steps("lead", deal));
        List<HistoryEntry> newest = KERNEL.as("amy", () -> records().history(deal, 1));
        assertEquals(
                Map.of("Its witness", new Change("evidence", null)),
                newest.get(0).changes());
        assertEquals(
                Map.of("Told of", new Change(null, "evidence.inverse")),
                KERNEL.as("amy", () -> records().history(customer, 2)).get(1).changes());
        assertEquals(1, KERNEL.as("lead", () -> records().history(deal, 1)).size());
        assertEquals(
                "Told of",
                KERNEL.as(
                                "amy",
                                () -> records().at(deal, KERNEL.kernel().clock().instant()))
                        .orElseThrow()
                        .title());
    }

    private static List<String> steps(String account, RecordId record) {
        return KERNEL.as(account, () -> records().history(record, 10)).stream()
                .map(HistoryEntry::what)
                .toList();
    }

    @Test
    @Covers("LNK-4")
    public void aDeletedEndLeavesATombstoneAndComesBack() {
        RecordId deal = KERNEL.deal("amy", "Stays");
        RecordId customer = customer("amy", "Goes");
        KERNEL.run("amy", () -> links().link(deal, customer, "related", ""));
        KERNEL.run("amy", () -> records().delete(customer, 1));
        assertTrue(groups("amy", deal).get(0).links().get(0).deleted());
        KERNEL.run("amy", () -> records().restore(customer));
        assertFalse(groups("amy", deal).get(0).links().get(0).deleted());
        assertEquals("Goes", groups("amy", deal).get(0).links().get(0).title());
    }

    @Test
    @Covers("LNK-4")
    public void anEndWhoseModuleIsAwayRestsWithoutTitleAndCanBeUnlinked() {
        RecordId deal = KERNEL.deal("amy", "Left behind");
        RecordId customer = customer("amy", "Of a module that goes");
        long id = KERNEL.as("amy", () -> links().link(deal, customer, "related", ""));
        KERNEL.sql().update("update kernel_link set to_type = 'gone.customer' where id = ?", id);
        LinkGroup group = groups("amy", deal).get(0);
        assertEquals("gone.customer", group.type());
        assertTrue(group.links().get(0).moduleMissing());
        assertEquals("", group.links().get(0).title());
        KERNEL.sql().update("update kernel_link set to_type = 'demo.customer' where id = ?", id);
        assertEquals(
                "Of a module that goes",
                groups("amy", deal).get(0).links().get(0).title());
        KERNEL.sql().update("update kernel_link set to_type = 'gone.customer' where id = ?", id);
        assertThrows(NotFound.class, () -> KERNEL.run("lead", () -> links().unlink(id)));
        KERNEL.run("amy", () -> links().unlink(id));
        assertEquals(List.of(), groups("amy", deal));
    }

    @Test
    @Covers("LNK-2")
    public void aRecordWithTenThousandLinksStaysUsable() {
        RecordId hub = KERNEL.deal("amy", "Hub");
        RecordId customer = customer("amy", "One of many");
        long first = KERNEL.as("amy", () -> links().link(hub, customer, "related", ""));
        manyLinks(customer, first, 10_000);
        LinkGroup group = groups("amy", hub).get(0);
        assertEquals(1_000, group.count());
        assertFalse(group.exact());
        assertEquals(5, group.links().size());
        List<Link> page = KERNEL.as("amy", () -> links().of(hub, "demo.customer", 0, 50));
        List<Link> next = KERNEL.as(
                "amy", () -> links().of(hub, "demo.customer", page.get(49).id(), 50));
        assertEquals(50, next.size());
        assertTrue(next.get(0).id() < page.get(49).id());
        assertTrue(KERNEL.as("amy", () -> links().around(hub, 3, 100)).get(hub).size() >= 25);
    }

    /** Copies of the customer, each linked as the given link is. */
    private static void manyLinks(RecordId customer, long link, int count) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> customers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            long copy = 100_000L * (copies + 1) + i;
            customers.add(new Object[] {copy, customer.id()});
            rows.add(new Object[] {10 * copy, copy, link});
        }
        copies++;
        KERNEL.sql().batch(copied(), customers);
        KERNEL.sql()
                .batch(
                        "insert into kernel_link (id, from_type, from_id, to_type, to_id, kind, note, by_id, made_at)"
                                + " select cast(? as bigint), from_type, from_id, to_type, cast(? as bigint), kind, note,"
                                + " by_id, made_at from kernel_link where id = ?",
                        rows);
    }

    private static String copied() {
        String columns = "version, number, title, owner_id, unit_id, segment_id, security_level, deleted, name_key,"
                + " pinyin_key, created_at, created_by, updated_at, updated_by, name";
        return "insert into demo_customer (id, " + columns + ") select cast(? as bigint), " + columns
                + " from demo_customer where id = ?";
    }
}
