package org.stepwise.rest.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.rest.internal.Times;

/** How this door reads and writes JSON: strict, bounded, ids as strings, nothing of a module's classes kept. */
public final class Json {
    /** Longs that are amounts; every other long is an id and written as a string. */
    public static final Set<String> AMOUNTS = Set.of(
            "bytes",
            "done",
            "total",
            "checked",
            "tail",
            "version",
            "count",
            "value",
            "memoryBytes",
            "changed",
            "rows",
            "units",
            "people",
            "superiors",
            "gained",
            "lost",
            "records",
            "holders");

    static final int DEPTH = 50;
    static final int TEXT = 2_000_000;

    private Json() {}

    /** A mapper of its own for each publisher, so that a module's classes go with it. */
    public static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxStringLength(TEXT)
                        .maxNumberLength(100)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        ObjectMapper mapper = JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .addModule(values())
                .annotationIntrospector(new Amounts())
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.Boolean)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        return mapper;
    }

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule("stepwise");
        module.addSerializer(RecordId.class, ToStringSerializer.instance);
        module.addSerializer(Long.class, ToStringSerializer.instance);
        module.addSerializer(long.class, ToStringSerializer.instance);
        module.addSerializer(Optional.class, new OptionalValue());
        module.addDeserializer(Instant.class, new Within<>(InstantDeserializer.INSTANT, Times::holds));
        module.addDeserializer(LocalDate.class, new Within<>(LocalDateDeserializer.INSTANCE, Times::holds));
        return module;
    }

    /** Times and days that every database holds. */
    private static final class Within<T> extends JsonDeserializer<T> {
        private final JsonDeserializer<T> reader;
        private final Predicate<T> holds;

        Within(JsonDeserializer<T> reader, Predicate<T> holds) {
            this.reader = reader;
            this.holds = holds;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            T read = reader.deserialize(in, context);
            if (read == null || holds.test(read)) return read;
            throw InvalidFormatException.from(in, "year", read, read.getClass());
        }
    }

    /** Amounts stay numbers. */
    private static final class Amounts extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Object findSerializer(Annotated member) {
            Class<?> type = member.getRawType();
            boolean amount = (type == long.class || type == Long.class) && AMOUNTS.contains(member.getName());
            return amount ? AmountValue.class : super.findSerializer(member);
        }
    }

    private static final class AmountValue extends JsonSerializer<Long> {
        @Override
        public void serialize(Long value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(value);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class OptionalValue extends JsonSerializer<Optional> {
        @Override
        public void serialize(Optional value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.isPresent() ? value.get() : null, out);
        }
    }
}
