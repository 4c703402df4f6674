package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Filter;
import org.stepwise.kernel.api.record.Filter.Op;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Row;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

public class ListingTest {
    private static final int DEALS = 60;

    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static Records records() {
        return KERNEL.records();
    }

    @BeforeClass
    public static void deals() {
        RecordId client = KERNEL.as("amy", () -> records().create("demo.customer", Map.of("name", "Customer")));
        for (int i = 0; i < DEALS; i++) {
            Map<String, Object> deal = new HashMap<>(Map.of("name", "Deal %02d".formatted(i % 20)));
            if (i % 3 != 0) deal.put("amount", i % 7);
            if (i % 4 != 0) deal.put("closes", "2026-01-%02d".formatted(1 + i % 9));
            deal.put("stage", i % 5 == 0 ? "WON" : "OPEN");
            deal.put("customerId", client.id());
            deal.put("code", "AB-" + i);
            KERNEL.run("amy", () -> records().create("demo.deal", deal));
        }
        KERNEL.deal("bob", "Deal of bob");
    }

    private static List<Row> all(String account, Query query) {
        List<Row> rows = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            String after = next.get();
            Rows page = KERNEL.as(account, () -> records().list("demo.deal", query.after(after)));
            rows.addAll(page.rows());
            next = page.next();
        }
        return rows;
    }

    @Test
    @Covers("REC-1")
    public void pagesByKeyShowEveryRowOnceInOneOrder() {
        String[][] orders = {
            {},
            {"-createdAt"},
            {"name"},
            {"-name"},
            {"amount"},
            {"-amount"},
            {"closes"},
            {"-closes"},
            {"stage", "-amount"},
            {"customerId", "closes", "name"},
            {"-ownerId"}
        };
        for (String[] order : orders) {
            Query query = Query.ALL.sort(order);
            List<Long> once = all("amy", query.limit(500)).stream().map(Row::id).toList();
            List<Long> paged = all("amy", query.limit(7)).stream().map(Row::id).toList();
            assertEquals(DEALS, once.stream().distinct().count());
            assertEquals(String.join(",", order), once, paged);
        }
    }

    @Test
    @Covers("REC-1")
    public void rowsWithoutAValueStandAtTheEndInBothDirections() {
        for (String order : List.of("amount", "-amount", "closes", "-closes")) {
            String field = order.replace("-", "");
            List<Object> values = new ArrayList<>();
            all("amy", Query.ALL.sort(order).limit(11)).forEach(row -> values.add(row.value(field)));
            int empty = values.indexOf(null);
            assertTrue(order, empty > 0);
            assertTrue(order, values.subList(empty, values.size()).stream().allMatch(v -> v == null));
        }
    }

    @Test
    @Covers("REC-1")
    public void filtersReadTheirValuesAsTheFieldsKind() {
        assertEquals(12, filtered(Filter.eq("stage", "WON")));
        assertEquals(48, filtered(new Filter("stage", Op.NE, "won")));
        assertEquals(60, filtered(new Filter("stage", Op.IN, "WON,OPEN")));
        assertEquals(20, filtered(new Filter("amount", Op.NULL, "")));
        assertEquals(40, filtered(new Filter("amount", Op.NULL, "false")));
        assertEquals(3, filtered(new Filter("name", Op.EQ, "Deal 07")));
        assertEquals(30, filtered(new Filter("name", Op.LIKE, "deal 0*")));
        assertEquals(3, filtered(new Filter("name", Op.LIKE, "07")));
        assertEquals(60, filtered(Filter.eq("ownerId", "me")));
        assertEquals(60, filtered(new Filter("createdAt", Op.GE, "2020-01-01")));
        assertEquals(0, filtered(new Filter("createdAt", Op.LT, "2020-01-01")));
        assertTrue(filtered(new Filter("closes", Op.LE, "2026-01-03")) > 0);
        assertEquals(12, filtered(Filter.eq("stage", "WON"), new Filter("hot", Op.EQ, "false")));
    }

    private static int filtered(Filter... filters) {
        return all("amy", Query.ALL.where(filters).limit(9)).size();
    }

    @Test
    @Covers("REC-2")
    public void wrongFiltersAreToldFieldByField() {
        Query query = Query.ALL.where(
                Filter.eq("nothing", 1),
                Filter.eq("amount", "much"),
                new Filter("hot", Op.GT, "1"),
                Filter.eq("margin", 1));
        Invalid invalid = assertThrows(Invalid.class, () -> all("amy", query));
        assertEquals(
                List.of(
                        "nothing kernel.field.unknown",
                        "amount kernel.field.number",
                        "hot kernel.filter.operator",
                        "margin kernel.field.unknown"),
                invalid.violations().stream()
                        .map(v -> v.field() + " " + v.code())
                        .toList());
    }

    @Test
    @Covers("REC-1")
    public void aChangedOrForeignCursorIsRefused() {
        Query query = Query.ALL.limit(5);
        String cursor = KERNEL.as("amy", () -> records().list("demo.deal", query))
                .next()
                .orElseThrow();
        char[] changed = cursor.toCharArray();
        changed[changed.length - 3] = changed[changed.length - 3] == 'A' ? 'B' : 'A';
        for (String wrong : List.of(new String(changed), "x", "%%", cursor + "AAAA")) {
            assertThrows(
                    wrong,
                    Invalid.class,
                    () -> KERNEL.run("amy", () -> records().list("demo.deal", query.after(wrong))));
        }
        assertThrows(
                Invalid.class,
                () -> KERNEL.run(
                        "amy",
                        () -> records().list("demo.deal", query.sort("name").after(cursor))));
        assertThrows(Invalid.class, () -> KERNEL.run("amy", () -> records().list("demo.deal", query.sort("note"))));
        assertThrows(Invalid.class, () -> KERNEL.run("amy", () -> records().list("demo.deal", query.limit(501))));
    }

    @Test
    @Covers("REC-1")
    public void theSearchBoxFindsNamesNumbersAndSearchFields() {
        String number = all("amy", Query.ALL).get(0).number();
        assertEquals(3, all("amy", Query.ALL.text("deal 07")).size());
        assertEquals(3, all("amy", Query.ALL.text("EAL 07")).size());
        assertEquals(
                1,
                all("amy", Query.ALL.text(number.toLowerCase(java.util.Locale.ROOT)))
                        .size());
        assertEquals(1, all("amy", Query.ALL.text("ab-17")).size());
        assertEquals(0, all("amy", Query.ALL.text("100%")).size());
        List<Row> suggested = KERNEL.as("amy", () -> records().suggest("demo.deal", "deal 0", 5));
        assertEquals(5, suggested.size());
        assertEquals(
                0,
                KERNEL.as("amy", () -> records().suggest("demo.deal", "eal", 5)).size());
        assertTrue(KERNEL.as("amy", () -> records().suggestAll("cust", 5)).stream()
                .anyMatch(row -> row.title().equals("Customer")));
        assertEquals(List.of(), KERNEL.as("bob", () -> records().suggestAll("customer", 5)));
    }

    @Test
    @Covers("ACC-7")
    public void countsStopAtTheLimitAndCountWhatIsSeen() {
        assertEquals(new Rows.Count(60, true), count("amy", 100));
        assertEquals(new Rows.Count(10, false), count("amy", 10));
        assertEquals(new Rows.Count(1, true), count("bob", 10));
        assertEquals(new Rows.Count(60, true), count("lead", 100));
        assertEquals(new Rows.Count(0, true), count("ann", 100));
    }

    private static Rows.Count count(String account, int most) {
        return KERNEL.as(account, () -> records().count("demo.deal", Query.ALL, most));
    }

    @Test
    @Covers("LNK-3")
    public void titlesOfReferencesShowOnlyToThoseWhoSeeThem() {
        assertEquals(
                "Customer", all("amy", Query.ALL.limit(1)).get(0).references().get("customerId"));
        assertEquals("amy", all("amy", Query.ALL.limit(1)).get(0).references().get("ownerId"));
        Row shared = all("lead", Query.ALL.limit(1)).get(0);
        assertFalse(shared.references().containsKey("customerId"));
    }

    @Test
    @Covers("ACC-7")
    public void anExportHoldsWhatTheExporterMayExport() {
        List<Row> rows = new ArrayList<>();
        assertEquals(60, (long) KERNEL.as("amy", () -> records().export("demo.deal", Query.ALL, rows::add)));
        assertEquals(60, rows.size());
        assertThrows(
                Forbidden.class, () -> KERNEL.run("eve", () -> records().export("demo.deal", Query.ALL, rows::add)));
        assertEquals(0, (long) KERNEL.as("lead", () -> records().export("demo.deal", Query.ALL, rows::add)));
    }

    @Test
    @Covers("ROL-2")
    public void aTypeThatIsNotThereOrNotOpenIsNotFound() {
        assertThrows(NotFound.class, () -> KERNEL.run("amy", () -> records().list("demo.none", Query.ALL)));
    }
}
