package org.stepwise.kernel.internal.link;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.link.Link;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;

/** What of the other ends the current caller may know. What is hidden goes before anything is counted, cut or named. */
final class Sight {
    private final Records records;
    private final Types types;
    private final Callers callers;
    private final Directory directory;

    Sight(Records records, Types types, Callers callers, Directory directory) {
        this.records = records;
        this.types = types;
        this.callers = callers;
        this.directory = directory;
    }

    /** A link that the caller sees. @param tombstone the other end lies in the recycle bin or was purged @param away its module is not there */
    record Seen(Ends.End end, String title, boolean tombstone, boolean away) {}

    /** Those of the links whose other end the caller sees, in the same order: two questions a type, however many they are. */
    List<Seen> of(List<Ends.End> candidates) {
        Set<RecordId> others = candidates.stream()
                .filter(end -> !end.gone() && !away(end.other()))
                .map(Ends.End::other)
                .collect(Collectors.toSet());
        if (candidates.isEmpty()) return List.of();
        Map<RecordId, String> living = records.titles(others);
        Map<RecordId, String> deleted = records.deletedTitles(
                others.stream().filter(other -> !living.containsKey(other)).collect(Collectors.toSet()));
        return candidates.stream()
                .filter(end -> end.gone() ? mayRest(end.by()) : known(end, living, deleted) || resting(end))
                .map(end -> {
                    boolean tombstone = end.gone() || deleted.containsKey(end.other());
                    String title = (tombstone ? deleted : living).getOrDefault(end.other(), "");
                    return new Seen(end, title, tombstone, !end.gone() && away(end.other()));
                })
                .toList();
    }

    private static boolean known(Ends.End end, Map<RecordId, String> living, Map<RecordId, String> deleted) {
        return living.containsKey(end.other()) || deleted.containsKey(end.other());
    }

    private boolean away(RecordId record) {
        return types.find(record.type()).isEmpty();
    }

    private boolean resting(Ends.End end) {
        return away(end.other()) && mayRest(end.by());
    }

    /** Of an end whose rights can no longer be asked its author alone is told, who saw it; administrators know no more than others. */
    private boolean mayRest(long author) {
        return author == callers.current().person();
    }

    /** One end of a link that is there: living, in the bin, resting, or a tombstone. */
    boolean end(Ends.Both link, RecordId record) {
        if (link.gone().contains(record) || away(record)) return mayRest(link.by());
        return records.visible(record) || records.deletedTitles(Set.of(record)).containsKey(record);
    }

    /** With the names of those who made them. */
    List<Link> named(Collection<Seen> seen) {
        Map<Long, String> names =
                directory.names(seen.stream().map(one -> one.end().by()).collect(Collectors.toSet()));
        return seen.stream().map(one -> link(one, names)).toList();
    }

    private static Link link(Seen seen, Map<Long, String> names) {
        Ends.End end = seen.end();
        String by = names.getOrDefault(end.by(), "");
        return new Link(
                end.id(),
                end.other(),
                seen.title(),
                end.kind(),
                end.inverse(),
                end.note(),
                by,
                end.at(),
                seen.away(),
                seen.tombstone());
    }
}
