package org.stepwise.kernel.api.paper;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A document for paper: what it says, in one language, and not how it looks. All texts are plain; a line break in one is kept.
 *
 * @param note a line below the title, "" for none
 * @param footer words beside the page number, {@code {page}} and {@code {pages}} in them
 * @param author who asked for it
 */
public record Paper(
        String title, String note, String footer, Locale language, String author, Instant made, List<Block> blocks) {
    public Paper {
        blocks = List.copyOf(blocks);
    }

    /** A part of the document, from top to bottom. */
    @ProviderType
    public sealed interface Block permits Heading, Text, Facts, Table {}

    /** Begins a section; stays with what follows. */
    public record Heading(String text) implements Block {}

    /** A paragraph. */
    public record Text(String text) implements Block {}

    /** Names with their values, one below the other. */
    public record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** A name and its value. */
    public record Fact(String name, String value) {}

    /**
     * Rows under a head that is repeated on every page.
     *
     * @param rows each with a text for every column
     */
    public record Table(List<Column> columns, List<List<String>> rows, Room room) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            int width = columns.size();
            if (rows.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("a row must have " + width + " texts");
            }
        }
    }

    /** Room of a table's rows: as the text needs, or high enough to write in by hand. */
    public enum Room {
        TEXT,
        HAND
    }

    /**
     * A column.
     *
     * @param share of the width, in relation to the other columns'
     */
    public record Column(String name, int share, Side side) {
        public static Column text(String name, int share) {
            return new Column(name, share, Side.LEFT);
        }

        public static Column number(String name, int share) {
            return new Column(name, share, Side.RIGHT);
        }
    }

    /** Where a column's texts stand. */
    public enum Side {
        LEFT,
        RIGHT
    }
}
