package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.BeforeClass;
import org.junit.Test;
import org.stepwise.testkit.Covers;

/** Many write at once, two write the same, and some write nonsense. */
public class ManyWritersTest {
    private static final String REST = "/api/crm/customer";
    private static final int CLIENTS = 50;
    private static final int EACH = 4;
    private static Visitor sales;
    private static Visitor head;
    private static Visitor management;

    @BeforeClass
    public static void customersForSalesEast() {
        OpenCompany open = OpenCompany.get();
        open.closeAll();
        open.opens("crm", List.of("SE"), List.of("shen.li"));
        sales = open.company().as("lin.zhixia");
        head = open.company().as("zhou.mingyuan");
        management = open.company().as("shen.li");
    }

    @Test
    @Covers("REC-6")
    public void fiftyClientsCreateAtOnceAndNumbersHaveNeitherGapNorDouble() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Callable<Answer>> work = IntStream.range(0, CLIENTS * EACH)
                .<Callable<Answer>>mapToObj(i -> () -> sales.json("POST", REST, Map.of("name", "Rush " + i)))
                .toList();
        List<String> refused = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (Future<Answer> done : clients.invokeAll(work)) {
            Answer answer = done.get();
            if (answer.status() == 201) numbers.add(number(answer.json()));
            else refused.add(answer.toString());
        }
        clients.shutdown();
        assertEquals(List.of(), refused);
        assertEquals(CLIENTS * EACH, numbers.size());
        int last = number(created("After the rush"));
        List<Integer> all = numbersUpTo(last);
        assertEquals(IntStream.rangeClosed(1, last).boxed().toList(), all);
        assertTrue(all.containsAll(numbers));
    }

    /** Of the whole register, in order; the demo company's customers may still be on their way. */
    private static List<Integer> numbersUpTo(int last) {
        List<Integer> numbers = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = management
                    .get(REST + "?limit=500&fields=name&after=" + Visitor.encoded(after))
                    .expect(200)
                    .json();
            page.get("items").forEach(item -> numbers.add(number(item)));
            after = page.get("next").isNull() ? "" : page.get("next").asText();
        } while (!after.isEmpty());
        return numbers.stream().filter(number -> number <= last).sorted().toList();
    }

    private static JsonNode created(String name) {
        return sales.json("POST", REST, Map.of("name", name)).expect(201).json();
    }

    private static int number(JsonNode customer) {
        return Integer.parseInt(customer.get("number").asText().replaceFirst("C-\\d{4}-", ""));
    }

    @Test
    @Covers("REC-3")
    public void theSecondOfTwoSavesSeesBothVersionsAndNothingIsLost() {
        JsonNode customer = created("Two pens");
        String page = "/crm/customer/" + customer.get("id").asText();
        String item = "/api" + page;
        sales.json("PATCH", item, Map.of("remark", "first pen"), "If-Match", "\"1\"")
                .expect(200);
        Map<String, String> late =
                Map.of("version", "1", "name", "Two pens", "remark", "second pen", "address", "Road 5");
        Answer conflict = head.post(page + "/edit", late);
        assertEquals(409, conflict.status());
        for (String both : List.of("first pen", "second pen", "Road 5")) {
            assertTrue(both + " in " + conflict, conflict.text().contains(both));
        }
        head.json("PATCH", item, Map.of("remark", "second pen"), "If-Match", "\"1\"")
                .expect(412);
        JsonNode kept = sales.get(item).json();
        assertEquals("first pen", kept.get("remark").asText());
        assertEquals(2, kept.get("version").asInt());
    }

    @Test
    @Covers({"REC-2", "API-1"})
    public void badInputIsRefusedWithViolationsAndChangesNothing() {
        JsonNode customer = created("Steady");
        String item = REST + "/" + customer.get("id").asText();
        refused(400, "", item, "{\"name\": \"x\"");
        refused(422, "\"field\":\"colour\"", item, "{\"colour\": \"red\"}");
        refused(422, "\"field\":\"name\"", item, "{\"name\": \"" + "x".repeat(201) + "\"}");
        refused(422, "\"field\":\"name\"", item, "{\"name\": \"\"}");
        refused(422, "\"field\":\"parentId\"", item, "{\"parentId\": \"many\"}");
        refused(422, "\"field\":\"phone\"", item, "{\"phone\": \"12\"}");
        refused(422, "\"field\":\"status\"", item, "{\"status\": \"purple\"}");
        refused(422, "", item, "{\"name\": {\"deep\": [1]}}");
        refused(422, "", item, "[]");
        sales.json("PATCH", item, Map.of("name", "y"), "If-Match", "\"7\"").expect(412);
        sales.json("PATCH", item, Map.of("name", "y"), "If-Match", "nonsense").expect(412);
        assertEquals(customer, sales.get(item).json());
        Answer none = sales.json("POST", REST, Map.of("name", "z", "email", "nobody"));
        assertEquals(422, none.status());
        assertFalse(sales.get(REST + "?q=z&limit=500").text().contains("\"title\":\"z\""));
    }

    private static void refused(int status, String violation, String item, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Answer answer = sales.send("PATCH", item, "application/merge-patch+json", bytes, "If-Match", "\"1\"");
        assertEquals(body + " → " + answer, status, answer.status());
        assertTrue(answer.toString(), answer.header("Content-Type").startsWith("application/problem+json"));
        assertTrue(violation + " in " + answer, answer.text().contains(violation));
    }
}
