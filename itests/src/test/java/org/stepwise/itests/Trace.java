package org.stepwise.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What one salesperson left in the customer register, and every address at which it could be seen. */
record Trace(String name, String customer, String contact, String activity, String link, String file) {
    private static final String FILE_TEXT = "Offer for two presses";
    /** Same length as 'crm', and no module: what is closed must look like what does not exist. */
    private static final String NOWHERE = "crx";

    private static final String NO_FILE = "99999999999";

    /** Writes a customer through the page, everything else through REST. */
    static Trace left(Visitor visitor, String name, String colleague) {
        String place = visitor.post("/crm/customer/new", Map.of("name", name, "phone", "0519-81006600"))
                .expect(303)
                .header("Location");
        String customer = place.replaceAll("\\D", "");
        String contact =
                made(visitor, "/api/crm/contact", Map.of("customerId", customer, "name", "Shan Xue", "post", "Buyer"));
        String activity = made(
                visitor, "/api/crm/activity", Map.of("customerId", customer, "kind", "visit", "result", "Two presses"));
        Map<String, String> ends =
                Map.of("from", "crm.customer:" + customer, "to", "directory.person:" + colleague, "note", "knows them");
        String link = made(visitor, "/api/links", ends);
        String file = visitor.send(
                        "POST",
                        "/api/files?of=crm.customer:" + customer + "&name=offer.txt",
                        "application/octet-stream",
                        FILE_TEXT.getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .json()
                .get("id")
                .asText();
        return new Trace(name, customer, contact, activity, link, file);
    }

    private static String made(Visitor visitor, String path, Map<String, ?> values) {
        return visitor.json("POST", path, values).expect(201).json().get("id").asText();
    }

    /** What is missing for somebody who may see everything; empty when all is there as it was. */
    List<String> missing(Visitor visitor) {
        List<String> missing = new ArrayList<>();
        wants(missing, visitor.get("/"), "/crm/customer");
        wants(missing, visitor.get("/crm/customer?q=" + Visitor.encoded(name)), "/crm/customer/" + customer);
        wants(missing, visitor.get("/crm/customer/" + customer), name);
        wants(missing, visitor.get("/crm/customer/" + customer + "?tab=history"), "0519-81006600");
        wants(missing, visitor.get("/crm/contact/" + contact), "Shan Xue");
        wants(missing, visitor.get("/api/crm/activity/" + activity), "Two presses");
        wants(missing, visitor.get("/api/search?q=" + Visitor.encoded(name)), "crm.customer:" + customer);
        wants(missing, visitor.get("/palette?q=" + Visitor.encoded(name)), "/crm/customer/" + customer);
        wants(missing, visitor.get("/api/links?of=crm.customer:" + customer), "\"" + link + "\"");
        wants(missing, visitor.get("/links?of=crm.customer:" + customer), "knows them");
        wants(missing, visitor.get("/files/" + file), FILE_TEXT);
        wants(missing, visitor.get("/api/files/" + file + "/content"), FILE_TEXT);
        return missing;
    }

    private static void wants(List<String> missing, Answer answer, String text) {
        if (answer.status() != 200 || !answer.text().contains(text)) missing.add("no '" + text + "' in " + answer);
    }

    /** Where a person sees anything of it who may see nothing; empty when it can not be told from what does not exist. */
    List<String> leaks(Visitor visitor, String colleague) {
        List<String> leaks = new ArrayList<>();
        addresses().forEach(path -> {
            String twin = path.replace("crm", NOWHERE).replace("files/" + file, "files/" + NO_FILE);
            String seen = shape(visitor.get(path));
            String absent = shape(visitor.get(twin));
            if (!seen.equals(absent) || seen.startsWith("200")) leaks.add(path + ": " + seen + " — absent: " + absent);
        });
        Stream.of(
                        "/",
                        "/more",
                        "/palette?q=" + Visitor.encoded(name),
                        "/pick/record?q=" + Visitor.encoded(name),
                        "/pick/record?q=crm.customer:" + customer,
                        "/api/search?q=" + Visitor.encoded(name),
                        "/api/types",
                        "/api/openapi.json",
                        "/links?of=directory.person:" + colleague,
                        "/api/links?of=directory.person:" + colleague,
                        "/api/links/graph?of=directory.person:" + colleague + "&depth=2")
                .forEach(path -> silent(leaks, path, visitor.get(path)));
        return leaks;
    }

    private void silent(List<String> leaks, String path, Answer answer) {
        if (!answer.fine()) leaks.add(path + " answers " + answer);
        for (String word : List.of(name, "/crm/", "crm.c", "crm.a", "knows them")) {
            boolean asked = path.contains(Visitor.encoded(word)) || path.contains(word);
            if (!asked && answer.text().contains(word)) leaks.add(path + " tells '" + word + "'");
        }
    }

    private Stream<String> addresses() {
        String record = "crm/customer/" + customer;
        Stream<String> pages = Stream.of(
                "/crm",
                "/crm/customer",
                "/crm/customer/new",
                "/crm/customer/import",
                "/crm/customer/template",
                "/crm/customer/export?format=csv",
                "/crm/contact",
                "/crm/contact/" + contact,
                "/crm/activity/" + activity,
                "/crm/calendar",
                "/" + record,
                "/" + record + "?tab=history",
                "/" + record + "?tab=files",
                "/" + record + "/edit",
                "/" + record + "/share",
                "/pick/crm.customer?q=a",
                "/links?of=crm.customer:" + customer,
                "/files/" + file);
        Stream<String> rest = Stream.of("", "/" + customer, "/export", "/template", "/initial")
                .map(rest1 -> "/api/crm/customer" + rest1);
        Stream<String> parts = Stream.of("/history", "/shares", "/at?time=2100-01-01T00:00:00Z")
                .map(part -> "/api/" + record + part);
        Stream<String> others = Stream.of(
                "/api/types/crm.customer",
                "/api/links?of=crm.customer:" + customer,
                "/api/links/graph?of=crm.customer:" + customer,
                "/api/files?of=crm.customer:" + customer,
                "/api/files/" + file,
                "/api/files/" + file + "/content");
        return Stream.of(pages, rest, parts, others).flatMap(paths -> paths);
    }

    /** Status and text without what differs between any two answers. */
    private String shape(Answer answer) {
        String text = answer.text()
                .replace(NOWHERE, "crm")
                .replace(NO_FILE, file)
                .replaceAll("\"incident\":\"[0-9a-f]*\"", "");
        return answer.status() + " " + text;
    }

    /** Values of the card, by their names. */
    JsonNode card(Visitor visitor) {
        return visitor.get("/api/crm/customer/" + customer).expect(200).json();
    }
}
