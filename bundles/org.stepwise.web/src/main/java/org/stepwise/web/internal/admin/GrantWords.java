package org.stepwise.web.internal.admin;

import java.util.Locale;
import java.util.Optional;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.text.Texts;

/** Grants in the reader's words. */
record GrantWords(Texts texts, Locale locale) {
    /** {@code crm.*} is the module's name. */
    String type(String type) {
        return find(type).orElse(type);
    }

    /** Is the module there whose texts name it? Grants of others rest until it is. */
    boolean known(String type) {
        return find(type).isPresent();
    }

    private Optional<String> find(String type) {
        if (type.equals("*")) return texts.find(locale, "web.roles.everything");
        if (!type.endsWith(".*")) return texts.find(locale, type + ".plural");
        return texts.find(locale, type.substring(0, type.length() - 2) + ".module.name");
    }

    String action(String type, String action) {
        if (action.equals("*")) return texts.text(locale, "web.roles.everything");
        return texts.find(locale, "action." + action)
                .or(() -> texts.find(locale, type + ".action." + action))
                .orElse(action);
    }

    String scope(Scope scope) {
        return texts.text(locale, "access.scope." + scope.name());
    }
}
