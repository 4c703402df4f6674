package org.stepwise.kernel.internal.link;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.link.Link;
import org.stepwise.kernel.api.link.LinkGroup;
import org.stepwise.kernel.api.link.LinkKind;
import org.stepwise.kernel.api.link.LinkListener;
import org.stepwise.kernel.api.link.Links;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.module.Registry;

/**
 * Links with the caller's eyes: titles of the other ends are asked of the gateway, a query a type, and what it does not tell is not
 * there. An end whose module is not installed is shown, without a title, to the link's author and to administrators alone: nobody
 * can say whether others might see it.
 */
@Component(service = Links.class)
public final class RecordLinks implements Links {
    private static final int AT_MOST = 1_000;
    private static final int CHUNK = 1_000;
    private static final int LONGEST_NOTE = 400;
    private static final int DEEPEST = 3;
    private static final int PER_RECORD = 25;
    private static final List<String> SHIPPED =
            List.of(LinkKind.RELATED, LinkKind.EVIDENCE, LinkKind.RESULT, LinkKind.PAID_BY, LinkKind.DELIVERABLE);
    private final Transactions transactions;
    private final Records records;
    private final Registry registry;
    private final Callers callers;
    private final Audit audit;
    private final Clock clock;
    private final Ends ends;
    private final Sight sight;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<LinkListener> listeners = List.of();

    @Activate
    public RecordLinks(
            @Reference Transactions transactions,
            @Reference Records records,
            @Reference Registry registry,
            @Reference Callers callers,
            @Reference Directory directory,
            @Reference Audit audit,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.records = records;
        this.registry = registry;
        this.callers = callers;
        this.audit = audit;
        this.clock = clock;
        this.ends = new Ends(transactions.sql());
        this.sight = new Sight(records, registry, callers, directory);
    }

    @Override
    public long link(RecordId from, RecordId to, String kind, String note) {
        refuseWrong(from, to, kind, note);
        return transactions.get(() -> {
            requireVisible(from);
            requireVisible(to);
            requireEitherEditable(from, to);
            Ends.Both link = new Ends.Both(from, to, kind, callers.current().person());
            return ends.find(from, to, kind).orElseGet(() -> add(link, note));
        });
    }

    private long add(Ends.Both link, String note) {
        long id = ends.add(link, note, clock.instant());
        audit.write("link.made", link.from().toString(), Map.of("to", link.to().toString(), "kind", link.kind()));
        listeners.forEach(listener -> listener.linked(link.from(), link.to(), link.kind()));
        return id;
    }

    private void refuseWrong(RecordId from, RecordId to, String kind, String note) {
        if (!kinds().contains(kind)) {
            throw Invalid.of(
                    "kind", "kernel.problem.linkKind", Map.of("kind", kind, "known", String.join(", ", kinds())));
        }
        if (from.equals(to)) throw Invalid.of("to", "kernel.problem.linkSelf");
        if (note.length() > LONGEST_NOTE) {
            throw Invalid.of("note", "kernel.problem.linkNote", Map.of("max", LONGEST_NOTE));
        }
    }

    /** The caller sees both ends and may edit one of them; nothing is shown, so no view is noted. */
    private void requireEitherEditable(RecordId one, RecordId other) {
        if (callers.current().onBehalf().isPresent()) throw new Forbidden("kernel.problem.viewAs");
        if (!records.may(one, Actions.EDIT) && !records.may(other, Actions.EDIT)) {
            throw Forbidden.of(Actions.EDIT, one.type());
        }
    }

    @Override
    public void unlink(long link) {
        transactions.run(() -> {
            Ends.Both both = ends.find(link)
                    .filter(found -> sight.end(found, found.from()) && sight.end(found, found.to()))
                    .orElseThrow(() -> NotFound.of(link));
            requireEitherEditable(both.from(), both.to());
            ends.remove(link);
            audit.write(
                    "link.removed",
                    both.from().toString(),
                    Map.of("to", both.to().toString(), "kind", both.kind()));
            listeners.forEach(listener -> listener.unlinked(both.from(), both.to(), both.kind()));
        });
    }

    @Override
    public List<LinkGroup> of(RecordId record, int perGroup) {
        return transactions.read(() -> {
            requireVisible(record);
            List<LinkGroup> groups = new ArrayList<>();
            for (String type : ends.types(record)) {
                List<Sight.Seen> seen = seen(record, type, Long.MAX_VALUE, AT_MOST + 1);
                if (seen.isEmpty()) continue;
                List<Link> newest = sight.named(seen.subList(0, Math.min(seen.size(), perGroup)));
                groups.add(new LinkGroup(type, Math.min(seen.size(), AT_MOST), seen.size() <= AT_MOST, newest));
            }
            groups.sort(Comparator.comparing(LinkGroup::type));
            return List.copyOf(groups);
        });
    }

    private void requireVisible(RecordId record) {
        if (!records.visible(record)) throw NotFound.of(record);
    }

    @Override
    public List<Link> of(RecordId record, String type, long before, int limit) {
        return transactions.read(() -> {
            requireVisible(record);
            return sight.named(seen(record, type, before == 0 ? Long.MAX_VALUE : before, limit));
        });
    }

    /** The newest that the caller sees: full up to the limit, whatever lies hidden between them. */
    private List<Sight.Seen> seen(RecordId record, String type, long before, int limit) {
        List<Sight.Seen> found = new ArrayList<>();
        long from = before;
        while (found.size() < limit) {
            List<Ends.End> candidates = ends.of(record, type, from, CHUNK);
            found.addAll(sight.of(candidates));
            if (candidates.size() < CHUNK) break;
            from = candidates.get(candidates.size() - 1).id();
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    @Override
    public Map<RecordId, List<Link>> around(RecordId record, int depth, int limit) {
        if (depth < 1 || depth > DEEPEST) throw Invalid.of("depth", "kernel.problem.linkDepth");
        return transactions.read(() -> {
            requireVisible(record);
            Map<RecordId, List<Link>> graph = new LinkedHashMap<>();
            Set<RecordId> reached = new LinkedHashSet<>(Set.of(record));
            Deque<RecordId> level = new ArrayDeque<>(reached);
            for (int step = 0; step < depth; step++) level = widen(level, reached, graph, limit);
            return graph;
        });
    }

    private Deque<RecordId> widen(
            Deque<RecordId> level, Set<RecordId> reached, Map<RecordId, List<Link>> graph, int limit) {
        Deque<RecordId> next = new ArrayDeque<>();
        for (RecordId one : level) {
            List<Link> links = new ArrayList<>();
            of(one, PER_RECORD).forEach(group -> links.addAll(group.links()));
            graph.put(one, List.copyOf(links));
            for (Link link : links) {
                boolean walkable = !link.moduleMissing() && !link.deleted() && reached.size() < limit;
                if (walkable && reached.add(link.other())) next.add(link.other());
            }
        }
        return next;
    }

    @Override
    public List<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>(SHIPPED);
        registry.modules().forEach(module -> module.linkKinds().forEach(kind -> kinds.add(kind.id())));
        return List.copyOf(kinds);
    }
}
