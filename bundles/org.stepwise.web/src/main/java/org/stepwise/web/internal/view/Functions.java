package org.stepwise.web.internal.view;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.web.internal.http.StaticFiles;

/** What templates may call: texts, links, permission, icons and formats; nothing that thinks. */
public final class Functions extends AbstractExtension {
    private final Icons icons = new Icons();
    private final StaticFiles files;

    public Functions(StaticFiles files) {
        this.files = files;
    }

    @Override
    public Map<String, Function> getFunctions() {
        Map<String, Function> all = new HashMap<>();
        all.put("text", new Call(List.of("key", "args"), (r, a) -> r.text(a.text("key"), a.map("args"))));
        all.put("link", new Call(List.of("to", "id"), (r, a) -> link(a)));
        all.put("allowed", new Call(List.of("type", "action"), (r, a) -> r.allowed(a.text("type"), a.text("action"))));
        all.put(
                "icon",
                new Call(
                        List.of("name", "size"),
                        (r, a) -> new SafeString(icons.icon(a.text("name"), a.text("size"), r))));
        all.put("sprite", new Call(List.of(), (r, a) -> new SafeString(icons.sprite(r.icons()))));
        all.put(
                "csrf",
                new Call(
                        List.of(),
                        (r, a) -> new SafeString("<input type=\"hidden\" name=\"_csrf\" value=\"" + r.csrf() + "\">")));
        all.put("csrfToken", new Call(List.of(), (r, a) -> r.csrf()));
        all.put(
                "asset",
                new Call(List.of("module", "path"), (r, a) -> files.address(a.text("module"), a.text("path"))));
        all.put(
                "date",
                new Call(
                        List.of("value"), (r, a) -> date(r.formats(), a.values().get("value"))));
        all.put(
                "time",
                new Call(
                        List.of("value"), (r, a) -> date(r.formats(), a.values().get("value"))));
        all.put(
                "moment",
                new Call(
                        List.of("value"),
                        (r, a) -> a.values().get("value") instanceof Instant at
                                ? r.formats().moment(at)
                                : date(r.formats(), a.values().get("value"))));
        all.put("money", new Call(List.of("value", "currency"), (r, a) -> money(r.formats(), a)));
        all.put(
                "number",
                new Call(
                        List.of("value"),
                        (r, a) -> r.formats().number(decimal(a.values().get("value")))));
        all.put(
                "bytes",
                new Call(
                        List.of("value"),
                        (r, a) -> r.formats()
                                .bytes(decimal(a.values().get("value")).longValue())));
        all.put(
                "initials",
                new Call(
                        List.of("name", "length"),
                        (r, a) -> Formats.initials(
                                a.text("name"), a.text("length").isEmpty() ? 1 : Integer.parseInt(a.text("length")))));
        all.put("markdown", new Call(List.of("value"), (r, a) -> new SafeString(Markdown.html(a.text("value"), 1))));
        all.put(
                "face",
                new Call(
                        List.of("id", "name", "size"),
                        (r, a) -> Face.of(r, a.text("id"), a.text("name"), a.text("size"))));
        all.put(
                "tone",
                new Call(
                        List.of("id"),
                        (r, a) -> Formats.tone(decimal(a.values().get("id")).longValue())));
        return all;
    }

    private static String link(Args args) {
        Object to = args.values().get("to");
        if (to instanceof RecordId record) return record.path();
        String path = "/" + String.valueOf(to).replace('.', '/');
        Object id = args.values().get("id");
        return id == null ? path : path + "/" + id;
    }

    private static String date(Formats formats, Object value) {
        Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (plain instanceof Instant instant) return formats.instant(instant);
        return plain instanceof LocalDate day ? formats.date(day) : "";
    }

    private static String money(Formats formats, Args args) {
        Object value = args.values().get("value");
        return value == null ? "" : formats.money(decimal(value), args.text("currency"));
    }

    private static BigDecimal decimal(Object value) {
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }

    /** Arguments of one call. */
    private record Args(Map<String, Object> values) {
        String text(String name) {
            Object value = values.get(name);
            return value == null ? "" : value.toString();
        }

        @SuppressWarnings("unchecked")
        Map<String, ?> map(String name) {
            return values.get(name) instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of();
        }
    }

    @FunctionalInterface
    private interface Body {
        Object run(Rendering rendering, Args args);
    }

    private record Call(List<String> names, Body body) implements Function {
        @Override
        public List<String> getArgumentNames() {
            return names;
        }

        @Override
        public Object execute(Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
            Rendering rendering = (Rendering) context.getVariable(Rendering.NAME);
            return body.run(rendering, new Args(args));
        }
    }
}
