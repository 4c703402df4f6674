package org.stepwise.itests.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.stepwise.itests.Answer;
import org.stepwise.itests.DemoCompany;

/** A customer, and a person's place, that take one value after the other. */
final class Desk {
    private static final String MOVED = "wu.siqi";
    private static final List<String> HEADS = List.of("he.chuan", "song.an");
    private final DemoCompany company;
    private final String customer;
    private final String shares;
    private final String position;
    private final List<String> heads;

    /** @param customer of the head of Sales East */
    Desk(DemoCompany company, String customer) {
        this.company = company;
        this.customer = Creating.CUSTOMERS + "/" + customer;
        this.shares = this.customer + "/shares/" + company.idOf("he.chuan");
        this.position = "/api/directory/position/" + company.id("directory.position", "personId", company.idOf(MOVED));
        this.heads = HEADS.stream().map(company::idOf).toList();
        move(0);
    }

    private Answer patch(org.stepwise.itests.Visitor person, String path, Map<String, ?> values) {
        Answer now = person.get(path);
        return now.fine() ? person.json("PATCH", path, values, "If-Match", now.header("ETag")) : now;
    }

    /** Two fields at once: both are changed or none. */
    Answer edit(int step) {
        return patch(company.as("zhou.mingyuan"), customer, Map.of("remark", remark(step), "address", address(step)));
    }

    private static String remark(int step) {
        return step == 0 ? "" : "remark " + step;
    }

    private static String address(int step) {
        return step == 0 ? "" : "address " + step;
    }

    boolean edited(int step) {
        JsonNode now = company.as("zhou.mingyuan").get(customer).expect(200).json();
        return now.path("remark").asText("").equals(remark(step))
                && now.path("address").asText("").equals(address(step));
    }

    /** Odd steps share, even ones end it. */
    Answer share(int step) {
        Map<String, ?> body = step % 2 == 1 ? Map.of("rights", List.of("see")) : Map.of();
        return company.as("zhou.mingyuan").json(step % 2 == 1 ? "PUT" : "DELETE", shares, body);
    }

    boolean shared(int step) {
        String now = company.as("zhou.mingyuan")
                .get(customer + "/shares")
                .expect(200)
                .text();
        return now.contains(company.idOf("he.chuan")) == (step % 2 == 1);
    }

    Answer move(int step) {
        return patch(company.admin(), position, Map.of("superiorId", heads.get(step % 2)));
    }

    boolean moved(int step) {
        return company.admin()
                .get(position)
                .expect(200)
                .json()
                .get("superiorId")
                .toString()
                .contains(heads.get(step % 2));
    }
}
