package org.stepwise.itests.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.stepwise.itests.Answer;
import org.stepwise.itests.Visitor;

/** Files of some hundred kilobytes on customers of their own. */
final class Attaching implements Work {
    private static final int LARGEST = 300_000;
    private static final int ON_ONE = 40;
    private final Visitor person;
    private final String prefix;
    private final Random random;
    private final Map<String, String> digests = new LinkedHashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final Set<String> sure = new LinkedHashSet<>();
    private String customer = "";
    private int next;

    Attaching(Visitor person, String prefix, long seed) {
        this.person = person;
        this.prefix = prefix;
        this.random = new Random(seed);
    }

    @Override
    public String name() {
        return "files attached";
    }

    @Override
    public boolean piece() {
        if (next % ON_ONE == 0 || customer.isEmpty()) customer = customer();
        if (customer.isEmpty()) return true;
        String file = prefix + "-file-" + next++ + ".bin";
        byte[] content = new byte[1 + random.nextInt(LARGEST)];
        random.nextBytes(content);
        digests.put(file, digest(content));
        places.put(file, customer);
        Answer answer = person.send(
                "POST",
                "/api/files?of=" + customer + "&name=" + Visitor.encoded(file),
                "application/octet-stream",
                content);
        if (Work.confirmed(answer, 201)) sure.add(file);
        return true;
    }

    private String customer() {
        Map<String, String> values = Map.of("name", prefix + " with files " + next);
        Answer made = person.json("POST", Creating.CUSTOMERS, values);
        return Work.confirmed(made, 201)
                ? "crm.customer:" + made.json().get("id").asText()
                : "";
    }

    @Override
    public List<String> wrong() {
        Map<String, List<JsonNode>> there = new HashMap<>();
        for (String of : Set.copyOf(places.values())) {
            person.get("/api/files?of=" + of)
                    .expect(200)
                    .json()
                    .forEach(file -> there.computeIfAbsent(file.get("name").asText(), name -> new ArrayList<>())
                            .add(file));
        }
        List<String> wrong = new ArrayList<>();
        digests.forEach((name, digest) -> {
            List<JsonNode> found = there.getOrDefault(name, List.of());
            if (found.size() > 1 || found.isEmpty() && sure.contains(name))
                wrong.add(name + " is there " + found.size() + " times");
            found.stream().filter(file -> !whole(file, digest)).forEach(file -> wrong.add(name + " has other bytes"));
        });
        sure.addAll(there.keySet());
        return wrong;
    }

    /** In the table and on the disk. */
    private boolean whole(JsonNode file, String digest) {
        Answer content = person.get("/api/files/" + file.get("id").asText() + "/content");
        return file.get("digest").asText().equals(digest)
                && content.expect(200).bytes().length == file.get("bytes").asLong()
                && digest(content.bytes()).equals(digest);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int confirmed() {
        return sure.size();
    }
}
