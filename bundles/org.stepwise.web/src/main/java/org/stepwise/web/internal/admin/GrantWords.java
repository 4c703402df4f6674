package org.stepwise.web.internal.admin;

import java.util.Locale;
import org.stepwise.kernel.api.access.Scope;
import org.stepwise.kernel.api.text.Texts;

/** Grants in the reader's words. */
record GrantWords(Texts texts, Locale locale) {
    /** {@code crm.*} is the module's name. */
    String type(String type) {
        if (!type.endsWith(".*")) {
            return texts.find(locale, type + ".plural").orElse(type);
        }
        String module = type.substring(0, type.length() - 2);
        return texts.find(locale, module + ".module.name").orElse(module);
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
