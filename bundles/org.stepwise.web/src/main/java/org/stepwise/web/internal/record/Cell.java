package org.stepwise.web.internal.record;

/**
 * A value ready to be shown.
 *
 * @param shape text, num, chip, who, link or long
 * @param href where a link leads; of a person (shape who) the id
 * @param tone colour class of a chip or avatar, "" for none
 * @param label column heading, for rows that become cards
 */
public record Cell(String label, String text, String shape, String tone, String href, String initials) {
    static Cell text(String label, String text) {
        return new Cell(label, text, "text", "", "", "");
    }

    public boolean filled() {
        return !text.isEmpty();
    }
}
