package org.stepwise.crm.internal.activity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.web.Request;

/** A page's request by somebody, with single parameters. */
record Visitor(Caller caller, Map<String, String> single) implements Request {
    @Override
    public String path() {
        return "/crm/calendar";
    }

    @Override
    public String rest() {
        return "";
    }

    @Override
    public String param(String name) {
        return single.getOrDefault(name, "");
    }

    @Override
    public List<String> params(String name) {
        return single.containsKey(name) ? List.of(single.get(name)) : List.of();
    }

    @Override
    public Map<String, List<String>> params() {
        return Map.of();
    }

    @Override
    public Optional<Upload> upload(String name) {
        return Optional.empty();
    }

    @Override
    public boolean partial() {
        return false;
    }
}
