package org.stepwise.web.internal.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.web.Request;
import org.stepwise.web.internal.http.Incoming;

/** One request of somebody signed in. */
public final class Visit implements Request {
    private final Incoming in;
    private final SignIn.Entry entry;
    private final String rest;

    public Visit(Incoming in, SignIn.Entry entry, String rest) {
        this.in = in;
        this.entry = entry;
        this.rest = rest;
    }

    Visit below(String base) {
        String tail = in.path().substring(base.length());
        return new Visit(in, entry, tail.startsWith("/") ? tail.substring(1) : tail);
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
