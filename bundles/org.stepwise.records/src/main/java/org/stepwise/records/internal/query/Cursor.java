package org.stepwise.records.internal.query;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.records.internal.core.Coercion;
import org.stepwise.records.internal.core.Column;

/**
 * A {@link Position} as opaque text. It is bound to the type and order it was made for by a digest; a changed or foreign one is
 * refused. It grants nothing: what follows it is filtered by permission like any page.
 */
public final class Cursor {
    private static final int DIGEST = 9;
    private static final String BETWEEN = "\u001f";
    private static final String NOTHING = "\u0000";
    private final String context;
    private final Order order;

    /** @param context what the cursor belongs to, the record type's id */
    public Cursor(String context, Order order) {
        this.context = context + order.by(true);
        this.order = order;
    }

    public String write(Position position) {
        List<String> parts = new ArrayList<>();
        position.values().forEach(value -> parts.add(value.map(Object::toString).orElse(NOTHING)));
        parts.add(Long.toString(position.id()));
        byte[] content = String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(digest(content), DIGEST + content.length);
        System.arraycopy(content, 0, all, DIGEST, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** @throws Invalid when the text is not a cursor of this list */
    public Position read(String text) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            if (all.length <= DIGEST) throw refused();
            byte[] content = Arrays.copyOfRange(all, DIGEST, all.length);
            if (!MessageDigest.isEqual(digest(content), Arrays.copyOf(all, DIGEST))) throw refused();
            return position(new String(content, StandardCharsets.UTF_8).split(BETWEEN, -1));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused();
        }
    }

    private Position position(String[] parts) {
        if (parts.length != order.keys().size() + 1) throw refused();
        List<Optional<Object>> values = new ArrayList<>();
        for (int i = 0; i < parts.length - 1; i++) {
            boolean nothing = parts[i].equals(NOTHING);
            values.add(
                    nothing
                            ? Optional.empty()
                            : Optional.of(value(order.keys().get(i).column(), parts[i])));
        }
        return new Position(values, Long.parseLong(parts[parts.length - 1]));
    }

    private static Object value(Column column, String text) {
        return switch (column.kind()) {
            case TEXT, LONG_TEXT, ENUM, CHOICE -> plain(text);
            case INTEGER, REFERENCE -> Long.parseLong(text);
            case DECIMAL, MONEY -> amount(text);
            case FLAG -> Boolean.parseBoolean(text);
            case DATE -> Coercion.dated(LocalDate.parse(text));
            case INSTANT -> Coercion.timed(Instant.parse(text));
        };
    }

    private static String plain(String text) {
        if (text.indexOf('\0') >= 0) throw refused();
        return text;
    }

    private static BigDecimal amount(String text) {
        if (text.length() > 60) throw refused();
        BigDecimal amount = new BigDecimal(text);
        if (Math.abs((long) amount.scale()) > 60) throw refused();
        return amount;
    }

    private byte[] digest(byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(context.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(content), DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Invalid refused() {
        return Invalid.of("after", "kernel.problem.cursor");
    }
}
