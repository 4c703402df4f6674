package org.stepwise.rest.internal.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.door.Visits;

/** The OpenAPI 3.1 document of what is installed and open to the caller. No component: it describes the publisher that holds it. */
@Path("openapi.json")
@Needs("")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource implements BuiltIn {
    private final Access access;
    private final Callers callers;
    private final Texts texts;
    private final Visits visits;
    private final Supplier<List<Class<?>>> resources;

    /** @param resources classes of the resources that the caller may use */
    public OpenApiResource(
            Access access, Callers callers, Texts texts, Visits visits, Supplier<List<Class<?>>> resources) {
        this.access = access;
        this.callers = callers;
        this.texts = texts;
        this.visits = visits;
        this.resources = resources;
    }

    @GET
    public ObjectNode document() {
        List<RecordType<?>> types = access.open(callers.current()).stream()
                .filter(t -> visits.allows(t.id(), false))
                .sorted(Comparator.comparing(RecordType::id))
                .toList();
        return new OpenApi(texts, visits.locale(), callers.current()).document(types, resources.get());
    }
}
