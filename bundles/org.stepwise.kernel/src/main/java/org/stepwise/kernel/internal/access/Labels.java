package org.stepwise.kernel.internal.access;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.text.Texts;

/** Words of the reader for codes; the code itself where there is no word for it. */
record Labels(Texts texts, Locale locale) {
    private String label(String key, String code) {
        return texts.find(locale, key).orElse(code);
    }

    String type(String id) {
        return label(id, id);
    }

    String action(String id) {
        return label("action." + id, id);
    }

    String role(String code) {
        return label("role." + code, code);
    }

    String roles(Collection<String> codes) {
        return codes.stream().sorted().map(this::role).collect(Collectors.joining(", "));
    }

    String scope(Scope scope) {
        return label("access.scope." + scope, scope.name());
    }

    /** @param address of a module or function */
    String module(String address) {
        String module = address.contains("/") ? address.substring(0, address.indexOf('/')) : address;
        return label(module + ".module.name", address);
    }
}
