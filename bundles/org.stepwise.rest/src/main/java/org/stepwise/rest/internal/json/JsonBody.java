package org.stepwise.rest.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.ext.MessageBodyReader;
import javax.ws.rs.ext.MessageBodyWriter;
import javax.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.rest.internal.Times;

/** Bodies in JSON: read strictly, written whole (so that a failure never follows half an answer), packed when that pays. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, JsonBody.MERGE_PATCH})
@Produces({MediaType.APPLICATION_JSON, JsonBody.PROBLEM})
public final class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String PROBLEM = "application/problem+json";
    private static final Logger LOG = LoggerFactory.getLogger(JsonBody.class);
    private static final int WORTH_PACKING = 1400;

    private final ObjectMapper mapper;

    @Context
    private HttpHeaders request;

    public JsonBody(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return !InputStream.class.isAssignableFrom(type) && type != String.class && type != byte[].class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        byte[] bytes = in.readAllBytes();
        if (bytes.length == 0) throw new BadJson("rest.problem.emptyBody", 1, 1);
        try {
            Object read = mapper.readValue(bytes, mapper.constructType(generic));
            if (read == null) throw new BadJson("rest.problem.emptyBody", 1, 1);
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw Invalid.of(path(e), "rest.problem.unknownField", Map.of("field", path(e)));
        } catch (StreamConstraintsException e) {
            throw bad("rest.problem.jsonTooDeep", e);
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof StreamConstraintsException c ? bad("rest.problem.jsonTooDeep", c) : misfit(e);
        } catch (JsonProcessingException e) {
            throw bad("rest.problem.malformed", e);
        } catch (CharConversionException | NumberFormatException e) {
            throw new BadJson("rest.problem.malformed", 1, 1);
        }
    }

    private static RuntimeException misfit(JsonMappingException e) {
        if (e.getCause() instanceof org.stepwise.kernel.api.Problem problem) return problem;
        if (!(e instanceof MismatchedInputException misfit)) return bad("rest.problem.malformed", e);
        Class<?> wanted = misfit.getTargetType();
        if (wanted == Instant.class) return Invalid.of(path(e), Times.INSTANT);
        if (wanted == LocalDate.class) return Invalid.of(path(e), Times.DAY);
        return Invalid.of(path(e), "rest.problem.wrongType", Map.of("field", path(e)));
    }

    private static BadJson bad(String key, JsonProcessingException e) {
        JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
        return new BadJson(key, Math.max(at.getLineNr(), 1), Math.max(at.getColumnNr(), 1));
    }

    private static String path(JsonMappingException e) {
        List<JsonMappingException.Reference> steps = e.getPath();
        return steps.stream()
                .map(s -> s.getFieldName() == null ? "[" + s.getIndex() + "]" : s.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return !StreamingOutput.class.isAssignableFrom(type)
                && !InputStream.class.isAssignableFrom(type)
                && type != byte[].class
                && type != String.class;
    }

    @Override
    public void writeTo(
            Object body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        byte[] bytes = bytes(body);
        headers.putSingle(HttpHeaders.VARY, "Accept-Encoding, Accept-Language");
        if (bytes.length > WORTH_PACKING && packs()) {
            headers.putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
            bytes = packed(bytes);
        }
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
        try {
            out.write(bytes);
        } catch (EOFException e) {
            LOG.debug("the client did not wait for the answer", e);
        }
    }

    /** Writes an answer that no endpoint writes. */
    public void writeTo(Object body, HttpServletResponse response) throws IOException {
        byte[] bytes = bytes(body);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    byte[] bytes(Object body) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(16 * 1024);
        if (body instanceof JsonView view) {
            try (JsonGenerator out = mapper.createGenerator(buffer)) {
                view.write(out);
            }
        } else if (body instanceof JsonNode node) {
            mapper.writeTree(mapper.createGenerator(buffer), node);
        } else {
            mapper.writeValue(buffer, body);
        }
        return buffer.toByteArray();
    }

    private boolean packs() {
        String accepted = request == null ? "" : request.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(bytes.length / 3);
        try (OutputStream gzip = new GZIPOutputStream(buffer)) {
            gzip.write(bytes);
        }
        return buffer.toByteArray();
    }
}
