package org.stepwise.rest.internal.served;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.rest.internal.served.RestServer.Client;
import org.stepwise.rest.internal.served.RestServer.Reply;

/** The REST door with an administrator, somebody without any role, and the units sales and, below it, east. */
public final class RestCompany extends ExternalResource {
    final RestServer server = new RestServer();
    Client admin;
    Client staff;
    String sales;
    String east;

    @Override
    protected void before() throws Exception {
        server.before();
        admin = server.client("root", Roles.ADMINISTRATOR);
        staff = server.client("li");
        sales = unit("sales", "");
        east = unit("east", sales);
    }

    @Override
    protected void after() {
        server.after();
    }

    /** @return its id */
    String unit(String code, String parent) {
        String above = parent.isEmpty() ? "" : ",\"parentId\":\"" + parent + "\"";
        Reply made = admin.post(
                "/api/directory/unit", "{\"code\":\"" + code + "\",\"nameZh\":\"单位" + code + "\"" + above + "}");
        assertEquals(made.text(), 201, made.status());
        return made.json().path("id").asText();
    }

    static List<String> texts(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(n -> all.add(n.asText()));
        return all;
    }
}
