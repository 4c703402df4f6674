package org.stepwise.web.internal.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.web.internal.http.Incoming;

/** One request of somebody signed in. */
public final class Visit implements Request {
    private final Incoming in;
    private final SignIn.Entry entry;
    private final String rest;
    private final Once<Map<String, String>> preferences;

    public Visit(Incoming in, SignIn.Entry entry, String rest) {
        this(in, entry, rest, new Once<>());
    }

    private Visit(Incoming in, SignIn.Entry entry, String rest, Once<Map<String, String>> preferences) {
        this.in = in;
        this.entry = entry;
        this.rest = rest;
        this.preferences = preferences;
    }

    /** Read when it is first asked for. */
    private static final class Once<T> {
        private Optional<T> value = Optional.empty();

        T get(Supplier<T> read) {
            if (value.isEmpty()) value = Optional.of(read.get());
            return value.get();
        }
    }

    /** What the visitor set for the pages, read once a request. */
    Map<String, String> preferences(LongFunction<Map<String, String>> read) {
        return preferences.get(() -> read.apply(caller().person()));
    }

    Visit below(String base) {
        String tail = in.path().substring(base.length());
        return new Visit(in, entry, tail.startsWith("/") ? tail.substring(1) : tail, preferences);
    }

    public Incoming in() {
        return in;
    }

    public SignIn.Entry entry() {
        return entry;
    }

    public Locale locale() {
        return entry.caller().locale();
    }

    /** A number sent as a parameter. */
    public OptionalLong number(String name) {
        return parse(param(name));
    }

    public static OptionalLong parse(String text) {
        try {
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.trim()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public String path() {
        return in.path();
    }

    @Override
    public String rest() {
        return rest;
    }

    @Override
    public Caller caller() {
        return entry.caller();
    }

    @Override
    public String param(String name) {
        return in.param(name);
    }

    @Override
    public List<String> params(String name) {
        return in.params().getOrDefault(name, List.of());
    }

    @Override
    public Map<String, List<String>> params() {
        return in.params();
    }

    @Override
    public Optional<Upload> upload(String name) {
        return in.upload(name);
    }

    @Override
    public boolean partial() {
        return in.partial();
    }
}
