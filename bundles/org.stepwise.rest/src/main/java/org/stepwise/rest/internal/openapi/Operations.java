package org.stepwise.rest.internal.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.Most;

/** Operations of JAX-RS classes, read from their annotations. */
final class Operations {
    private final ObjectNode paths;
    private final Schemas schemas;
    private final Function<Method, String> summaries;

    /** @param summaries the sentence that says what a method does */
    Operations(ObjectNode paths, Schemas schemas, Function<Method, String> summaries) {
        this.paths = paths;
        this.schemas = schemas;
        this.summaries = summaries;
    }

    /** @param recordType id that stands for {@code {module}/{type}} in the address; empty for other resources */
    void add(Class<?> resource, String tag, Optional<String> recordType) {
        Arrays.stream(resource.getMethods())
                .filter(m -> verb(m).isPresent())
                .sorted(Comparator.comparing(Method::getName))
                .forEach(m -> add(resource, m, tag, recordType));
    }

    private void add(Class<?> resource, Method method, String tag, Optional<String> recordType) {
        String path = path(resource, method);
        for (String type : recordType.stream().toList()) {
            path = path.replace("{module}/{type}", type.replace('.', '/'));
        }
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.putArray("tags").add(tag);
        operation.put("operationId", tag + "." + stem(resource) + "." + method.getName());
        operation.put("summary", summaries.apply(method));
        ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    parameter(field, field.getGenericType(), recordType).ifPresent(parameters::add);
                }
            } else if (parameter(parameter, parameter.getParameterizedType(), recordType)
                    .isPresent()) {
                parameters.add(parameter(parameter, parameter.getParameterizedType(), recordType)
                        .get());
            } else if (!parameter.isAnnotationPresent(Context.class)
                    && !parameter.isAnnotationPresent(PathParam.class)) {
                operation.set("requestBody", body(resource, method, parameter, recordType));
            }
        }
        if (!parameters.isEmpty()) operation.set("parameters", parameters);
        operation.set("responses", responses(method, recordType));
        paths.withObject("/" + escaped(path)).set(verb(method).orElseThrow().toLowerCase(Locale.ROOT), operation);
    }

    /** A path as one step of a JSON pointer. */
    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1");
    }

    static String stem(Class<?> resource) {
        String name = resource.getSimpleName().replace("Resource", "");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
                .filter(v -> v != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        Path below = method.getAnnotation(Path.class);
        String whole = resource.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value());
        return "/"
                + whole.replaceAll("\\{\\s*([^:}\\s]+)\\s*:[^{}]*(\\{[^}]*\\}[^{}]*)*\\}", "{$1}")
                        .replaceAll("^/+", "");
    }

    private Optional<ObjectNode> parameter(AnnotatedElement element, Type type, Optional<String> recordType) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (query != null) return Optional.of(parameter("query", query.value(), type, element));
        HeaderParam header = element.getAnnotation(HeaderParam.class);
        if (header != null) return Optional.of(parameter("header", header.value(), type, element));
        PathParam path = element.getAnnotation(PathParam.class);
        boolean fixed = path == null
                || recordType.isPresent() && List.of("module", "type").contains(path.value());
        return fixed
                ? Optional.empty()
                : Optional.of(parameter("path", path.value(), type, element).put("required", true));
    }

    private ObjectNode parameter(String in, String name, Type type, AnnotatedElement element) {
        ObjectNode parameter =
                JsonNodeFactory.instance.objectNode().put("name", name).put("in", in);
        ObjectNode schema = schemas.of(type, name);
        DefaultValue initial = element.getAnnotation(DefaultValue.class);
        boolean text = "string".equals(schema.path("type").asText());
        if (initial != null && text && !initial.value().isEmpty()) schema.put("default", initial.value());
        Most most = element.getAnnotation(Most.class);
        if (most != null) schema.put("minimum", 1).put("maximum", most.value());
        parameter.set("schema", schema);
        return parameter;
    }

    private ObjectNode body(Class<?> resource, Method method, Parameter parameter, Optional<String> recordType) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("required", true);
        Consumes consumes = Optional.ofNullable(method.getAnnotation(Consumes.class))
                .orElse(resource.getAnnotation(Consumes.class));
        String media = consumes == null ? "application/json" : consumes.value()[0];
        if (media.equals("*/*")) {
            content(body, "application/octet-stream")
                    .set("schema", Schemas.simple("string").put("format", "binary"));
            return body;
        }
        boolean values = com.fasterxml.jackson.databind.JsonNode.class.isAssignableFrom(parameter.getType());
        ObjectNode schema = values && recordType.isPresent()
                ? Schemas.ref(recordType.get() + ".input")
                : schemas.of(parameter.getParameterizedType(), "");
        content(body, media).set("schema", schema);
        return body;
    }

    private static ObjectNode content(ObjectNode holder, String media) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        holder.putObject("content").set(media, content);
        return content;
    }

    private ObjectNode responses(Method method, Optional<String> recordType) {
        ObjectNode responses = JsonNodeFactory.instance.objectNode();
        Answer answer = method.getAnnotation(Answer.class);
        int status = answer != null ? answer.status() : method.getReturnType() == void.class ? 204 : 200;
        ObjectNode good = responses.putObject(Integer.toString(status)).put("description", "OK");
        schema(method, Optional.ofNullable(answer), recordType)
                .ifPresent(s -> content(good, isBinary(answer) ? "application/octet-stream" : "application/json")
                        .set("schema", s));
        if (answer != null && answer.orNothing()) {
            responses.putObject("204").put("description", "Done; the record is not visible to the caller any more");
        }
        content(responses.putObject("default").put("description", "Problem"), "application/problem+json")
                .set("schema", Schemas.ref("Problem"));
        return responses;
    }

    private static boolean isBinary(Annotation answer) {
        return answer instanceof Answer given && given.schema().equals("binary");
    }

    private Optional<ObjectNode> schema(Method method, Optional<Answer> answer, Optional<String> recordType) {
        String named = answer.map(Answer::schema).orElse("");
        switch (named) {
            case "page":
                return recordType.map(t -> Schemas.ref(t + ".page"));
            case "item", "row":
                return recordType.map(Schemas::ref);
            case "values":
                return recordType.map(t -> Schemas.ref(t + ".input"));
            case "binary":
                return Optional.of(Schemas.simple("string").put("format", "binary"));
            default:
                break;
        }
        Class<?> declared = answer.map(Answer::body).orElse(null);
        if (declared != null && declared != Void.class) {
            ObjectNode one = schemas.of(declared, "");
            return Optional.of(answer.get().list() ? Schemas.list(one) : one);
        }
        boolean nothing = method.getReturnType() == void.class
                || answer.isPresent() && answer.get().status() == 204;
        return nothing ? Optional.empty() : Optional.of(schemas.of(method.getGenericReturnType(), ""));
    }
}
