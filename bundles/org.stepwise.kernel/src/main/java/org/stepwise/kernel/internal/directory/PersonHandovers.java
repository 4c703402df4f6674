package org.stepwise.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Handover;
import org.stepwise.kernel.api.directory.Handovers;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.tx.Transactions;

/** Hand-over (DIR-7): records by their owner, other work by what modules contribute. The directory's own entries have no owner. */
@Component(service = Handovers.class)
public final class PersonHandovers implements Handovers {
    private static final int SHOWN = 50;
    private static final int IN_ONE_TRANSACTION = 100;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Handover> contributions = List.of();

    private final Transactions tx;
    private final Types types;
    private final Directory directory;
    private final Access access;
    private final Callers callers;
    private final Audit audit;
    private final LateRecords records;

    @Activate
    public PersonHandovers(
            @Reference Transactions tx,
            @Reference Types types,
            @Reference Directory directory,
            @Reference Access access,
            @Reference Callers callers,
            @Reference Audit audit,
            @Reference LateRecords records) {
        this.tx = tx;
        this.types = types;
        this.directory = directory;
        this.access = access;
        this.callers = callers;
        this.audit = audit;
        this.records = records;
    }

    @Override
    public List<Holding> of(long person) {
        require(person);
        return tx.read(() -> {
            List<Holding> holdings = new ArrayList<>();
            for (RecordType<?> type : owned()) {
                long count = count(type, person);
                if (count > 0) holdings.add(new Holding(type.id(), type.id() + ".plural", count, newest(type, person)));
            }
            for (Handover contribution : contributions) {
                List<Handover.Item> items = contribution.items(person);
                if (!items.isEmpty()) {
                    List<Handover.Item> shown = items.stream().limit(SHOWN).toList();
                    holdings.add(new Holding(contribution.title(), contribution.title(), items.size(), shown));
                }
            }
            return holdings;
        });
    }

    /** Types whose records have owners of their own. */
    private List<RecordType<?>> owned() {
        return types.all().stream()
                .filter(type ->
                        !type.module().equals("directory") && type.part().isEmpty())
                .<RecordType<?>>map(type -> type)
                .toList();
    }

    private long count(RecordType<?> type, long person) {
        return tx.sql()
                .number("select count(*) from " + type.table() + " where owner_id = ? and deleted = false", person);
    }

    private List<Long> ids(RecordType<?> type, long person, int limit) {
        return tx.sql()
                .list(
                        "select id from " + type.table() + " where owner_id = ? and deleted = false order by id desc"
                                + tx.sql().limit(limit),
                        row -> row.number(1),
                        person);
    }

    /** Titles only of what the caller may see. */
    private List<Handover.Item> newest(RecordType<?> type, long person) {
        List<RecordId> ids = ids(type, person, SHOWN).stream()
                .map(id -> RecordId.of(type.id(), id))
                .toList();
        Map<RecordId, String> titles = new HashMap<>(records.get().titles(ids));
        return ids.stream()
                .map(id -> new Handover.Item(
                        id.toString(), titles.getOrDefault(id, ""), titles.containsKey(id) ? id.path() : ""))
                .toList();
    }

    @Override
    public long pass(long from, long to, Set<String> keys) {
        require(from);
        requireReceiver(from, to);
        long passed = 0;
        for (RecordType<?> type : owned()) if (wanted(keys, type.id())) passed += passRecords(type, from, to);
        for (Handover contribution : contributions) {
            if (wanted(keys, contribution.title())) passed += passWork(contribution, from, to);
        }
        long all = passed;
        tx.run(() -> audit.write(
                "directory.handedOver",
                "directory.person:" + from,
                Map.of(
                        "to",
                        to,
                        "count",
                        all,
                        "kinds",
                        keys.stream().sorted().toList().toString())));
        return passed;
    }

    private static boolean wanted(Collection<String> keys, String key) {
        return keys.isEmpty() || keys.contains(key);
    }

    private long passRecords(RecordType<?> type, long from, long to) {
        long passed = 0;
        List<Long> some;
        do {
            some = tx.get(() -> {
                List<Long> ids = ids(type, from, IN_ONE_TRANSACTION);
                Records system = records.get().asSystem("hand-over");
                ids.forEach(id -> system.handOver(RecordId.of(type.id(), id), to));
                return ids;
            });
            passed += some.size();
        } while (some.size() == IN_ONE_TRANSACTION);
        return passed;
    }

    private long passWork(Handover contribution, long from, long to) {
        return tx.get(() -> {
            int count = contribution.items(from).size();
            if (count > 0) contribution.pass(List.of(), from, to);
            return count;
        });
    }

    private void requireReceiver(long from, long to) {
        boolean fits = from != to
                && directory
                        .person(to)
                        .map(Person::state)
                        .filter(state -> state == PersonState.ACTIVE || state == PersonState.INVITED)
                        .isPresent();
        if (!fits) throw Invalid.of("to", "directory.problem.receiver");
    }

    private void require(long person) {
        Caller caller = callers.current();
        directory.person(person).orElseThrow(() -> NotFound.of(person));
        boolean may = caller.person() == person
                || access.may(caller, "directory.person", Actions.ADMINISTER)
                || directory.isSuperior(caller.person(), person);
        if (!may || caller.onBehalf().isPresent()) throw Forbidden.of(Actions.ADMINISTER, "directory.person");
    }
}
