package org.stepwise.web.internal.view;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import org.unbescape.html.HtmlEscape;

/** The round mark of a person: the photo over the initials, which show wherever there is no photo. */
final class Face {
    private static final int LARGE = 2;

    private Face() {}

    /** @param size class of the avatar, "" for the small one */
    static SafeString of(Rendering rendering, String id, String name, String size) {
        long person = id.isEmpty() ? 0 : Long.parseLong(id);
        String initials = Formats.initials(name, size.isEmpty() ? 1 : LARGE);
        String photo = rendering
                .face(person)
                .map(version -> "<img src=\"/photo/" + person + "/" + version + "\" alt=\"\" loading=\"lazy\">")
                .orElse("");
        String classes = ("av " + Formats.tone(person) + " " + size).strip();
        return new SafeString("<span class=\"" + classes + "\" aria-hidden=\"true\">"
                + HtmlEscape.escapeHtml5Xml(initials) + photo + "</span>");
    }
}
