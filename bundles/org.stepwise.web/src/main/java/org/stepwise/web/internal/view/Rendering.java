package org.stepwise.web.internal.view;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.text.Texts;

/** State of one rendering: who reads, in which language, and the icons used so far. One thread. */
public final class Rendering {
    /** Name under which it stands in a template's context. */
    static final String NAME = "_rendering";

    private final Texts texts;
    private final Access access;
    private final Optional<Caller> caller;
    private final Formats formats;
    private final String csrf;
    private final boolean fragment;
    private final Supplier<Map<Long, String>> photos;
    private Optional<Map<Long, String>> faces = Optional.empty();
    private final Set<String> icons = new LinkedHashSet<>(Set.of("circle-check", "alert-circle"));

    public Rendering(
            Texts texts,
            Access access,
            Optional<Caller> caller,
            Formats formats,
            String csrf,
            boolean fragment,
            Supplier<Map<Long, String>> photos) {
        this.texts = texts;
        this.access = access;
        this.caller = caller;
        this.formats = formats;
        this.csrf = csrf;
        this.fragment = fragment;
        this.photos = photos;
    }

    String text(String key, Map<String, ?> args) {
        return texts.text(locale(), key, args);
    }

    Locale locale() {
        return formats.locale();
    }

    boolean allowed(String type, String action) {
        return caller.isPresent() && access.may(caller.get(), type, action);
    }

    Formats formats() {
        return formats;
    }

    String csrf() {
        return csrf;
    }

    /** A fragment has no sprite of its own, so its icons stand in it whole. */
    boolean fragment() {
        return fragment;
    }

    /** Version of the person's photo, empty without one; all are asked for at once, when the first is. */
    Optional<String> face(long person) {
        if (faces.isEmpty()) faces = Optional.of(photos.get());
        return Optional.ofNullable(faces.get().get(person));
    }

    void use(String icon) {
        icons.add(icon);
    }

    Set<String> icons() {
        return icons;
    }
}
