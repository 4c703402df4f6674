package org.stepwise.rest.internal.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.kernel.api.record.Field;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.door.Visits;

/** Which record types the caller may see, with fields, actions and link kinds. */
@Component(service = BuiltIn.class)
@Path("types")
@Needs("")
@Produces(MediaType.APPLICATION_JSON)
public final class TypeResource implements BuiltIn {
    private static final List<String> STANDARD =
            List.of(Actions.SEE, Actions.CREATE, Actions.EDIT, Actions.DELETE, Actions.SHARE, Actions.EXPORT);

    private final Access access;
    private final Callers callers;
    private final OpenTypes types;
    private final Links links;
    private final Choices choices;
    private final Texts texts;
    private final Visits visits;

    @Activate
    public TypeResource(
            @Reference Access access,
            @Reference Callers callers,
            @Reference OpenTypes types,
            @Reference Links links,
            @Reference Choices choices,
            @Reference Texts texts,
            @Reference Visits visits) {
        this.access = access;
        this.callers = callers;
        this.types = types;
        this.links = links;
        this.choices = choices;
        this.texts = texts;
        this.visits = visits;
    }

    @GET
    @Answer(body = TypeView.class, list = true)
    public List<TypeView> all() {
        return access.open(callers.current()).stream()
                .filter(t -> visits.allows(t.id(), false))
                .sorted(Comparator.comparing(RecordType::id))
                .map(this::view)
                .toList();
    }

    @GET
    @Path("{type}")
    public TypeView one(@PathParam("type") String type) {
        visits.require(type, false);
        return view(types.require(type));
    }

    private TypeView view(RecordType<?> type) {
        Caller caller = callers.current();
        Locale locale = visits.locale();
        List<String> actions = Stream.concat(
                        STANDARD.stream(), type.actions().stream().map(RecordType.Action::id))
                .filter(a -> access.may(caller, type.id(), a))
                .toList();
        return new TypeView(
                type.id(),
                texts.text(locale, type.id()),
                "/api/" + type.id().replace('.', '/'),
                type.fields().stream()
                        .filter(f -> f.visible(caller))
                        .map(f -> field(type, f, caller))
                        .toList(),
                known(type, type.columns(), caller),
                known(type, type.filters(), caller),
                type.sort(),
                actions,
                links.kinds());
    }

    /** Without the fields that are hidden from the caller. */
    private static List<String> known(RecordType<?> type, List<String> names, Caller caller) {
        return names.stream()
                .filter(name -> type.find(name).map(f -> f.visible(caller)).orElse(true))
                .toList();
    }

    private FieldView field(RecordType<?> type, Field field, Caller caller) {
        Locale locale = visits.locale();
        return new FieldView(
                field.name(),
                texts.text(locale, type.id() + "." + field.name()),
                field.kind().name().toLowerCase(Locale.ROOT),
                field.ref(),
                !field.editable(caller),
                values(type, field, locale));
    }

    private List<Value> values(RecordType<?> type, Field field, Locale locale) {
        if (!field.choices().isEmpty()) {
            return choices.items(field.choices()).stream()
                    .map(i -> new Value(i.code(), i.label(locale)))
                    .toList();
        }
        if (!field.javaType().isEnum()) return List.of();
        return Arrays.stream(field.javaType().getEnumConstants())
                .map(c -> ((Enum<?>) c).name())
                .map(n -> new Value(n, texts.text(locale, type.id() + "." + field.name() + "." + n)))
                .toList();
    }

    /** A record type. @param path where its records are @param actions what the caller may do */
    public record TypeView(
            String id,
            String label,
            String path,
            List<FieldView> fields,
            List<String> list,
            List<String> filters,
            String sort,
            List<String> actions,
            List<String> linkKinds) {}

    /** A field. @param ref record type referred to @param values of an enum or choice */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record FieldView(String name, String label, String kind, String ref, boolean readOnly, List<Value> values) {}

    /** A value with its label. */
    public record Value(String value, String label) {}
}
