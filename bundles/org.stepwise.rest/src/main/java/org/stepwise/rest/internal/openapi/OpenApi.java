package org.stepwise.rest.internal.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.Path;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.door.ProblemDocument;

/** Makes the document: record types by their descriptors, other resources by their annotations. */
final class OpenApi {
    private static final String ANY_RECORD = "{module";
    private final Texts texts;
    private final Locale locale;
    private final Caller caller;

    OpenApi(Texts texts, Locale locale, Caller caller) {
        this.texts = texts;
        this.locale = locale;
        this.caller = caller;
    }

    ObjectNode document(List<RecordType<?>> types, List<Class<?>> resources) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", texts.text(locale, "rest.openapi.title"))
                .put("description", texts.text(locale, "rest.openapi.description"))
                .put("version", "1.0.0");
        document.putArray("servers").addObject().put("url", "/api");
        security(document);
        ObjectNode paths = document.putObject("paths");
        ObjectNode components = document.putObject("components");
        ObjectNode schemas = components.putObject("schemas");
        schemes(components);
        problem(schemas);
        records(types, resources, paths, schemas);
        others(resources, paths, schemas);
        return document;
    }

    private void records(List<RecordType<?>> types, List<Class<?>> resources, ObjectNode paths, ObjectNode schemas) {
        RecordSchemas ofRecords = new RecordSchemas(texts, locale, schemas, caller);
        for (RecordType<?> type : types) {
            ofRecords.add(
                    type, type.fields().stream().filter(f -> f.visible(caller)).toList());
            Map<String, String> label = Map.of("type", texts.text(locale, type.id()));
            Operations operations = new Operations(paths, new Schemas(schemas), m -> texts.text(locale, key(m), label));
            resources.stream()
                    .filter(OpenApi::ofRecords)
                    .forEach(r -> operations.add(r, type.id(), Optional.of(type.id())));
        }
    }

    private void others(List<Class<?>> resources, ObjectNode paths, ObjectNode schemas) {
        for (Class<?> resource : resources) {
            if (ofRecords(resource)) continue;
            boolean ours = BuiltIn.class.isAssignableFrom(resource);
            String path = resource.getAnnotation(Path.class).value();
            String tag = path.replaceAll("^/+", "").split("[/{]", 2)[0];
            Operations operations = new Operations(
                    paths, new Schemas(schemas), m -> ours ? texts.text(locale, key(m)) : theirs(tag, m));
            operations.add(resource, tag, Optional.empty());
        }
    }

    private static boolean ofRecords(Class<?> resource) {
        return resource.getAnnotation(Path.class).value().startsWith(ANY_RECORD);
    }

    private static String key(Method method) {
        return "rest.op." + Operations.stem(method.getDeclaringClass()) + "." + method.getName();
    }

    /** A module may have a text {@code <module>.rest.<method>}. */
    private String theirs(String module, Method method) {
        return texts.find(locale, module + ".rest." + method.getName()).orElse(method.getName());
    }

    private static void security(ObjectNode document) {
        document.putArray("security").addObject().putArray("token");
        document.withArray("security").addObject().putArray("session");
    }

    private void schemes(ObjectNode components) {
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("token").put("type", "http").put("scheme", "bearer");
        schemes.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", SignIn.COOKIE)
                .put("description", texts.text(locale, "rest.openapi.session"));
    }

    private static void problem(ObjectNode schemas) {
        new Schemas(schemas).of(ProblemDocument.class, "");
        schemas.set("Problem", schemas.remove("ProblemDocument"));
    }
}
