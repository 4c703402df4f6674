package org.stepwise.web.internal.page;

import java.util.Locale;
import org.stepwise.kernel.api.text.Texts;

/** Names of modules and of functions inside them. */
public record ModuleNames(Texts texts, Locale locale) {
    /** @param address {@code crm}, {@code crm/opportunities} or {@code crm/} */
    public String of(String address) {
        int slash = address.indexOf('/');
        String module = slash < 0 ? address : address.substring(0, slash);
        String name = texts.find(locale, module + ".module.name").orElse(module);
        String function = slash < 0 ? "" : address.substring(slash + 1);
        return function.isEmpty() ? name : name + " / " + function(module, function);
    }

    public String function(String module, String function) {
        return texts.find(locale, module + ".function." + function).orElse(function);
    }
}
