package org.stepwise.kernel.internal.directory;

import java.util.Locale;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;

/** Picks the name in the reader's language; Chinese when there is no English one. */
record DisplayNames(Callers callers) {
    Locale locale() {
        return callers.find().map(Caller::locale).orElse(Locale.SIMPLIFIED_CHINESE);
    }

    String of(String zh, String en) {
        return locale().getLanguage().equals("en") && !en.isBlank() ? en : zh;
    }
}
