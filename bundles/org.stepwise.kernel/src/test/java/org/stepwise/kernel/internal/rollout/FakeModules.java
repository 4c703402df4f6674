package org.stepwise.kernel.internal.rollout;

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.kernel.api.rollout.Rehearsal;
import org.stepwise.kernel.internal.text.Likeness;

/** Modules of a server in memory: some can be installed, one never starts. */
final class FakeModules implements Modules {
    private final Map<String, Module> carried = new TreeMap<>();
    private final Set<String> installed = ConcurrentHashMap.newKeySet();
    final List<String> log = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final Openings openings;
    volatile String broken = "";
    volatile Runnable whileInstalling = () -> {};

    FakeModules(Openings openings) {
        this.openings = openings;
        Stream.of("crm", "hr", "mail").forEach(id -> carried.put(id, new One(id, "business")));
        carried.put("files", new One("files", "kernel"));
        carried.put("kernel", new One("kernel", "kernel"));
        installed.addAll(Set.of("files", "kernel"));
    }

    private record One(String id, String area) implements Module {
        @Override
        public List<String> functions() {
            return List.of("opportunities", "contracts");
        }
    }

    boolean installed(String id) {
        return installed.contains(id);
    }

    @Override
    public List<Info> all() {
        return carried.keySet().stream().map(this::info).toList();
    }

    @Override
    public Info info(String id) {
        if (!carried.containsKey(id)) throw Likeness.notFound(id, carried.keySet());
        State state = installed.contains(id) ? State.READY : State.AVAILABLE;
        return new Info(id, "1.0.0", state, "", List.of(), Set.of(), List.of(), List.of(), 1000);
    }

    @Override
    public Optional<Module> find(String id) {
        return installed.contains(id) ? Optional.of(carried.get(id)) : Optional.empty();
    }

    @Override
    public Info install(String id) {
        info(id);
        whileInstalling.run();
        if (installed.contains(id)) return info(id);
        if (id.equals(broken)) throw new Conflict("kernel.problem.moduleFailed", Map.of("module", id, "reason", "no"));
        installed.add(id);
        log.add("+" + id);
        return info(id);
    }

    @Override
    public Info uninstall(String id) {
        if (!openings.phasesUsing(id).isEmpty()) throw new Conflict("kernel.problem.moduleInUse", Map.of("module", id));
        installed.remove(id);
        log.add("-" + id);
        return info(id);
    }

    @Override
    public List<Removal.Holding> holdings(String id) {
        return List.of();
    }

    @Override
    public void requireRemovable(String id, Removal.Data data, String typed) {}

    @Override
    public Removal remove(String id, Removal.Data data, String typed, Progress progress) {
        return new Removal(uninstall(id), data, List.of(), "");
    }

    @Override
    public List<Rehearsal.Install> preview(String id) {
        return List.of(new Rehearsal.Install("stepwise-" + id, "org.stepwise." + id, "1.0.0", 1000));
    }

    @Override
    public List<String> pendingMigrations(String id) {
        return installed.contains(id) ? List.of() : List.of(id + "/001-first");
    }

    @Override
    public Optional<URL> resource(Object component, String path) {
        return Optional.empty();
    }

    @Override
    public long generation() {
        return log.size();
    }
}
