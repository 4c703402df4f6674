package org.stepwise.rest.internal.record;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.rest.internal.NoteType;
import org.stepwise.rest.internal.json.Json;
import org.stepwise.testkit.Covers;

@Covers("API-1")
public class ValuesTest {
    private static Map<String, Object> read(String json) {
        try {
            return Values.read(new NoteType(), (ObjectNode) Json.mapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void knownFieldsAreReadAndNullClears() {
        Map<String, Object> values =
                read("{\"name\":\"a\",\"stars\":3,\"due\":null,\"urgent\":true,\"parentId\":\"9\"}");
        assertEquals("a", values.get("name"));
        assertEquals(3L, values.get("stars"));
        assertTrue(values.containsKey("due"));
        assertNull(values.get("due"));
        assertEquals("9", values.get("parentId"));
    }

    @Test
    public void whatTheSystemKeepsIsRefusedByName() {
        String json = "{\"id\":\"1\",\"ref\":\"test.note:1\",\"version\":3,\"name\":\"a\",\"number\":\"N-1\","
                + "\"createdAt\":\"2025-01-01T00:00:00Z\",\"createdBy\":\"1\",\"unitId\":\"2\"}";
        Invalid refused = assertThrows(Invalid.class, () -> read(json));
        assertEquals(
                List.of("id", "ref", "version", "number", "createdAt", "createdBy", "unitId"),
                refused.violations().stream().map(Violation::field).toList());
    }

    @Test
    public void everyWrongValueIsReportedAtOnce() {
        Invalid refused = assertThrows(
                Invalid.class,
                () -> read("{\"name\":5,\"stars\":1.5,\"urgent\":\"yes\",\"due\":[],\"parentId\":{},\"colour\":1}"));
        List<String> fields =
                refused.violations().stream().map(Violation::field).toList();
        assertEquals(List.of("name", "stars", "urgent", "due", "parentId", "colour"), fields);
    }

    @Test
    public void aVersionIsReadFromAnEntityTag() {
        assertEquals(9, Version.seen("*", () -> 9));
        assertEquals(3, Version.seen("\"3\"", () -> 9));
        assertEquals(3, Version.seen("W/\"3\"", () -> 9));
        assertThrows(org.stepwise.kernel.api.Conflict.class, () -> Version.seen("3", () -> 9));
        assertThrows(javax.ws.rs.ClientErrorException.class, () -> Version.seen("", () -> 9));
    }
}
