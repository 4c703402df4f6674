package org.stepwise.kernel.internal.module;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.internal.access.RolePack;
import org.stepwise.kernel.internal.release.ReleaseRows;
import org.stepwise.kernel.internal.schema.Schema;
import org.stepwise.kernel.internal.setting.ShippedChoices;
import org.stepwise.kernel.internal.tx.BoundTransactions;
import org.stepwise.kernel.internal.tx.ColumnNames;

/**
 * Modules and their record types. A module is published only when its schema is migrated and its persistence unit is built; one that
 * fails stays FAILED with the reason, and nothing of it shows. Changed by the life-cycle thread alone, read by all.
 */
@Component(service = {Registry.class, Types.class})
public final class Registry implements Types {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private final BoundTransactions transactions;
    private final Schema schema;
    private final RolePack roles;
    private final ShippedChoices choices;
    private final AtomicLong generation = new AtomicLong();
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, Removals.Marks> marks = new ConcurrentHashMap<>();
    private final Map<String, Admitted> admitted = new HashMap<>();
    /** Held while a version that is just being brought migrates: until then it can be taken back, from then on it is the one. */
    private final ReentrantLock switching = new ReentrantLock();

    private volatile Map<String, RecordType<?>> types = Map.of();

    /** A version that may become the one that runs. @param note what is written down in the transaction in which it does */
    private record Admitted(String release, Runnable note) {}

    /** A module and where it stands. */
    record Entry(Contribution contribution, Modules.State state, String reason) {}

    @Activate
    public Registry(
            @Reference BoundTransactions transactions,
            @Reference Clock clock,
            @Reference RolePack roles,
            @Reference ShippedChoices choices) {
        this.transactions = transactions;
        this.schema = new Schema(transactions, clock);
        this.roles = roles;
        this.choices = choices;
    }

    Schema schema() {
        return schema;
    }

    /** A module that cannot be migrated before the kernel is: it is known, and the kernel's own tell in their texts why nothing works. */
    void announce(Contribution contribution) {
        put(contribution.module().id(), new Entry(contribution, Modules.State.WAITING, "waits for the kernel"));
    }

    /** Lets this version of a module become the one that may run, from when its schema is migrated, which is noted with it. */
    void admit(String id, String release, Runnable note) {
        exclusively(() -> admitted.put(id, new Admitted(release, note)));
    }

    /** Ends {@link #admit}. @return whether it has become the one meanwhile */
    boolean dismiss(String id, String release) {
        exclusively(() -> admitted.remove(id));
        return ready(id, release);
    }

    /** Is it known here, in whatever state? One that is held back is not. */
    boolean knows(Module module) {
        return entry(module.id())
                .filter(entry -> entry.contribution().module() == module)
                .isPresent();
    }

    boolean ready(String id, String release) {
        return entry(id)
                .filter(entry -> entry.state() == Modules.State.READY)
                .filter(entry -> entry.contribution().release().equals(release))
                .isPresent();
    }

    private void exclusively(Runnable work) {
        switching.lock();
        try {
            work.run();
        } finally {
            switching.unlock();
        }
    }

    /** Migrates and publishes. @return whether the module is ready */
    boolean offer(Contribution contribution) {
        if (ofKernel(contribution.module())) return become(contribution);
        switching.lock();
        try {
            return become(contribution);
        } finally {
            switching.unlock();
        }
    }

    private boolean become(Contribution contribution) {
        String id = contribution.module().id();
        String waited = entry(id).map(Entry::reason).orElse("");
        try {
            transactions.sql().number("values (1)"); // a database that is away is waited for
            if (held(contribution)) return false;
            put(id, new Entry(contribution, Modules.State.MIGRATING, ""));
            refuseWrong(contribution);
            mark(contribution.module());
            transactions.units().open(id, contribution.entities(), contribution.loader());
            transactions.run(() -> migrate(contribution));
        } catch (Unavailable e) {
            String waits = "waits for the database (" + e.key() + ")";
            if (!waits.equals(waited)) LOG.warn("module {} {}", id, waits);
            transactions.units().close(contribution.entities());
            put(id, new Entry(contribution, Modules.State.WAITING, waits));
            return false;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("module {} cannot become ready: {}", id, e.getMessage(), e);
            transactions.units().close(contribution.entities());
            put(id, new Entry(contribution, Modules.State.FAILED, String.valueOf(e.getMessage())));
            return false;
        }
        put(id, new Entry(contribution, Modules.State.READY, ""));
        LOG.info("module {} {} is ready", id, contribution.version());
        return true;
    }

    /** All that a version changes in the database is one transaction, so that what fails leaves the version before as it was. */
    private void migrate(Contribution contribution) {
        Module module = contribution.module();
        boolean outside = !ofKernel(module);
        if (outside) schema.refuseOlder(module.id(), contribution.resources());
        schema.migrate(module.id(), contribution.resources());
        roles.moduleReady(module);
        choices.moduleReady(module, contribution.resources());
        if (!outside || !comes(contribution)) return;
        rows().switched(module.id(), contribution.release());
        admitted.get(module.id()).note().run();
    }

    private ReleaseRows rows() {
        return new ReleaseRows(transactions.sql());
    }

    private boolean comes(Contribution contribution) {
        Admitted one = admitted.get(contribution.module().id());
        return one != null && one.release().equals(contribution.release());
    }

    /** Another version of it is the one that may run: this one is not shown, and changes nothing. */
    private boolean held(Contribution contribution) {
        Module module = contribution.module();
        if (ofKernel(module) || comes(contribution)) return false;
        String current = rows().current(module.id());
        if (current.equals(contribution.release())) return false;
        LOG.info("module {}: {} is held back, it runs {}", module.id(), contribution.version(), current);
        return true;
    }

    private void mark(Module module) {
        if (!ofKernel(module)) marks.put(module.id(), new Removals(transactions.sql()).marks(module.id()));
    }

    /** Was the module taken away since it came here? Then another node did it. */
    boolean takenAway(String id) {
        return marksNow(id).removals()
                != marks.getOrDefault(id, Removals.Marks.NONE).removals();
    }

    /** Were its data removed for good since it came here? What is here of it belongs to tables that are gone. */
    boolean purged(String id) {
        return marksNow(id).purges()
                != marks.getOrDefault(id, Removals.Marks.NONE).purges();
    }

    private Removals.Marks marksNow(String id) {
        return new Removals(transactions.sql()).marks(id);
    }

    private void refuseWrong(Contribution contribution) {
        List<String> problems = new ArrayList<>();
        for (RecordType<?> type : contribution.types()) {
            problems.addAll(type.problems());
            RecordType<?> other = types.get(type.id());
            if (other != null && other != type) problems.add(type.id() + " is already taken by another module");
        }
        String id = contribution.module().id();
        if (!ofKernel(contribution.module()) && purgeUnfinished(id)) problems.add("a purge of its data is unfinished");
        if (!problems.isEmpty()) throw new IllegalStateException(String.join("; ", problems));
    }

    private boolean purgeUnfinished(String id) {
        return transactions.sql().number("select count(*) from kernel_purge where module = ?", id) > 0;
    }

    /** The module's services are going: nothing of it shows from now on. */
    void withdraw(Module module) {
        Entry entry;
        synchronized (entries) {
            entry = entries.get(module.id());
            if (entry == null || entry.contribution().module() != module) return;
            entries.remove(module.id());
        }
        publish();
        transactions.units().close(entry.contribution().entities());
        LOG.info("module {} is gone", module.id());
    }

    private void put(String id, Entry entry) {
        synchronized (entries) {
            entries.put(id, entry);
        }
        boolean nothingShows = entry.state() == Modules.State.MIGRATING && !ofKernel(entry);
        if (!nothingShows) publish();
    }

    private static boolean ofKernel(Entry entry) {
        return ofKernel(entry.contribution().module());
    }

    private static boolean ofKernel(Module module) {
        return "kernel".equals(module.area());
    }

    /** Its texts are there before a module's types show; who reads by the number after them sees the types. */
    private void publish() {
        generation.incrementAndGet();
        Map<String, RecordType<?>> now = new LinkedHashMap<>();
        ready().stream()
                .sorted(Comparator.comparingInt((Contribution c) -> c.module().order())
                        .thenComparing(c -> c.module().id()))
                .forEach(c -> c.types().forEach(type -> now.put(type.id(), type)));
        types = now;
        generation.incrementAndGet();
    }

    List<Contribution> ready() {
        return entries().stream()
                .filter(entry -> entry.state() == Modules.State.READY)
                .map(Entry::contribution)
                .toList();
    }

    List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries.values());
        }
    }

    Optional<Entry> entry(String id) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(id));
        }
    }

    /** Rises with each module that comes or goes. */
    public long generation() {
        return generation.get();
    }

    @Override
    public List<RecordType<?>> all() {
        return List.copyOf(types.values());
    }

    @Override
    public Optional<RecordType<?>> find(String id) {
        return Optional.ofNullable(types.get(id));
    }

    @Override
    public RecordType<?> require(String id) {
        return find(id).orElseThrow(() -> NotFound.of(id));
    }

    @Override
    public List<RecordType<?>> partsOf(String id) {
        return types.values().stream()
                .filter(type ->
                        type.part().filter(field -> field.ref().equals(id)).isPresent())
                .<RecordType<?>>map(type -> type)
                .toList();
    }

    @Override
    public Optional<RecordType<?>> of(Class<?> entity) {
        return types.values().stream()
                .filter(type -> type.entity() == entity)
                .<RecordType<?>>map(type -> type)
                .findFirst();
    }

    @Override
    public String column(RecordType<?> type, String field) {
        return ColumnNames.of(field);
    }

    /** Files of the ready modules, and of the kernel's own in any state: they have to tell that something is not ready. */
    public List<Resources> resources() {
        return entries().stream()
                .filter(entry -> entry.state() == Modules.State.READY || ofKernel(entry))
                .map(entry -> entry.contribution().resources())
                .toList();
    }

    /** Modules that are ready. */
    public List<Module> modules() {
        return ready().stream().map(Contribution::module).toList();
    }
}
