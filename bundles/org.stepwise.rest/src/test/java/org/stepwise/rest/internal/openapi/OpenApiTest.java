package org.stepwise.rest.internal.openapi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.junit.Test;
import org.stepwise.kernel.api.web.RestResource;
import org.stepwise.rest.internal.EchoTexts;
import org.stepwise.rest.internal.NoteType;
import org.stepwise.rest.internal.People;
import org.stepwise.rest.internal.Resources;
import org.stepwise.testkit.Covers;

@Covers("API-1")
public class OpenApiTest {
    private static ObjectNode document() {
        List<Class<?>> resources = new ArrayList<>(Resources.all());
        resources.add(Forecast.class);
        return new OpenApi(new EchoTexts(), Locale.ENGLISH, People.person("li"))
                .document(List.of(new NoteType()), resources);
    }

    @Test
    public void aPublicValidatorFindsNothingWrong() {
        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(document().toString(), null, null);
        assertEquals(List.of(), result.getMessages() == null ? List.of() : result.getMessages());
        assertTrue(result.isOpenapi31());
        assertTrue(result.getOpenAPI().getPaths().size() > 50);
    }

    @Test
    public void recordTypesStandWithTheirFieldsAndPaths() {
        ObjectNode document = document();
        assertTrue(document.at("/paths/~1test~1note/post").isObject());
        assertTrue(
                document.at("/paths/~1test~1note~1{id}~1actions~1{action}/post").isObject());
        assertTrue(document.at("/paths/~1test~1note~1batch/post").isObject());
        assertEquals(
                60,
                document.at("/components/schemas/test.note.input/properties/name/maxLength")
                        .asInt());
        assertEquals(
                "#/components/schemas/test.note.page",
                document.at("/paths/~1test~1note/get/responses/200/content/application~1json/schema/$ref")
                        .asText());
    }

    @Test
    public void resourcesOfModulesStandBesideOurs() {
        assertTrue(document().at("/paths/~1test~1forecast~1{year}/get").isObject());
    }

    @Test
    public void noTwoOperationsHaveTheSameId() {
        Set<String> seen = new HashSet<>();
        document()
                .at("/paths")
                .forEach(path -> path.forEach(operation -> {
                    String id = operation.path("operationId").asText();
                    assertFalse(id.isEmpty());
                    assertTrue(id, seen.add(id));
                }));
    }

    @Path("test/forecast")
    public static final class Forecast implements RestResource {
        @GET
        @Path("{year: [0-9]{4}}")
        public Figures year(@PathParam("year") int year) {
            return new Figures(year, List.of());
        }

        record Figures(int year, List<String> months) {}
    }
}
