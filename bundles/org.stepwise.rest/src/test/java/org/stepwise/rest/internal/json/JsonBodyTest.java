package org.stepwise.rest.internal.json;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.core.MediaType;
import org.apache.cxf.jaxrs.impl.MetadataMap;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.testkit.Covers;

@Covers("API-1")
public class JsonBodyTest {
    private final JsonBody json = new JsonBody(Json.mapper());

    @SuppressWarnings("unchecked")
    private <T> T read(Class<T> type, String body) throws IOException {
        return (T) json.readFrom(
                (Class<Object>) (Class<?>) type,
                type,
                new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE,
                new MetadataMap<>(),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private String written(Object body) throws IOException {
        return new String(json.bytes(body), StandardCharsets.UTF_8);
    }

    record Sample(long id, long bytes, Optional<Long> head, Set<Long> units, RecordId record, Instant at) {}

    record Asked(String name, long ownerId, boolean done, List<String> tags) {}

    @Test
    public void idsAreTextsAndAmountsAreNumbers() throws IOException {
        Sample sample = new Sample(
                17,
                2048,
                Optional.empty(),
                Set.of(5L),
                RecordId.of("crm.customer", 3),
                Instant.parse("2025-03-03T08:00:00Z"));
        assertEquals(
                "{\"id\":\"17\",\"bytes\":2048,\"head\":null,\"units\":[\"5\"],\"record\":\"crm.customer:3\","
                        + "\"at\":\"2025-03-03T08:00:00Z\"}",
                written(sample));
    }

    @Test
    public void bigNumbersStayExact() throws IOException {
        JsonView view = out -> RowJson.value(out, new BigDecimal("1200000000000000000000.10"), false);
        assertEquals("1200000000000000000000.10", written(view));
    }

    @Test
    public void anIdIsReadFromText() throws IOException {
        assertEquals(
                17, read(Asked.class, "{\"name\":\"a\",\"ownerId\":\"17\"}").ownerId());
    }

    @Test
    public void whatIsNoJsonIsToldWithItsPlace() {
        for (String bad : List.of(
                "{",
                "{\"a\":",
                "{\"a\":[1,2",
                "{\"a\":1} x",
                "nul",
                "{'a':1}",
                "{\"a\":01}",
                "\u0001",
                "{\"a\":1,\"a\":2}")) {
            assertThrows(bad, BadJson.class, () -> read(ObjectNode.class, bad));
        }
        assertThrows(BadJson.class, () -> read(ObjectNode.class, ""));
        assertThrows(BadJson.class, () -> read(ObjectNode.class, "null"));
    }

    @Test
    public void deepJsonIsRefusedNotRead() {
        String deep = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        BadJson refused = assertThrows(BadJson.class, () -> read(ObjectNode.class, deep));
        assertEquals("rest.problem.jsonTooDeep", refused.key());
        String deepUnknown = "{\"name\":\"a\",\"tags\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertThrows(RuntimeException.class, () -> read(Asked.class, deepUnknown));
    }

    @Test
    public void anUnknownFieldIsNamed() {
        Invalid refused = assertThrows(Invalid.class, () -> read(Asked.class, "{\"name\":\"a\",\"colour\":1}"));
        assertEquals("colour", refused.violations().get(0).field());
        assertEquals("rest.problem.unknownField", refused.violations().get(0).code());
    }

    @Test
    public void aValueOfTheWrongTypeIsNamed() {
        for (String bad : List.of(
                "{\"name\":5}",
                "{\"name\":{\"x\":1}}",
                "{\"done\":\"yes\"}",
                "{\"tags\":\"a\"}",
                "{\"ownerId\":\"x\"}")) {
            Invalid refused = assertThrows(bad, Invalid.class, () -> read(Asked.class, bad));
            assertEquals(
                    bad, "rest.problem.wrongType", refused.violations().get(0).code());
        }
        Invalid notAnObject = assertThrows(Invalid.class, () -> read(ObjectNode.class, "[1]"));
        assertEquals("", notAnObject.violations().get(0).field());
    }
}
