package org.stepwise.kernel.internal.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stepwise.kernel.api.module.Module;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

/** A server that carries one module, {@code stock}, with an item and its moves. */
public final class Warehouse implements Features {
    final TestKernel kernel;
    private final String database;
    /** Exports that stood there whenever the module was closed. */
    final List<List<String>> exportsAtClosing = new ArrayList<>();

    volatile Runnable onInstalled = () -> {};
    volatile Runnable onClosed = () -> {};
    private Optional<TestKernel.Installed> stock = Optional.empty();

    private Warehouse(TestKernel kernel, String database) {
        this.kernel = kernel;
        this.database = database;
    }

    /** On Derby, and on PostgreSQL too where there is one for tests. */
    static List<Warehouse> onEach() {
        Warehouse derby = new Warehouse(TestKernel.onDerby(), "Derby");
        return TestKernel.postgres().isEmpty()
                ? List.of(derby)
                : List.of(derby, new Warehouse(TestKernel.fresh(), "PostgreSQL"));
    }

    @Override
    public String toString() {
        return database;
    }

    private static final class Stock implements Module {
        @Override
        public String id() {
            return "stock";
        }
    }

    void start() {
        kernel.before();
        kernel.context().registerService(Features.class, this, new Hashtable<>());
    }

    void stop() {
        kernel.after();
    }

    /** The module is there with three items, and nothing else ever was. */
    void fill() throws IOException {
        onInstalled = () -> {};
        onClosed = () -> {};
        uninstall("stock");
        exportsAtClosing.clear();
        sql().update("delete from kernel_link");
        sql().update("delete from share");
        sql().update("delete from rollout_phase_module");
        sql().update("delete from rollout_phase_scope");
        sql().update("delete from rollout_event");
        sql().update("delete from rollout_phase");
        sql().update("delete from kernel_purge");
        kernel.get(Transactions.class).run(() -> new ModuleTables(sql()).drop("stock"));
        sql().update("delete from kernel_schema where module = 'stock'");
        for (String file : exported()) Files.delete(exports().resolve(file));
        Files.deleteIfExists(exports());
        kernel.system(() -> life().install("stock"));
        filled();
    }

    Modules life() {
        return kernel.get(Modules.class);
    }

    Sql sql() {
        return kernel.get(Transactions.class).sql();
    }

    private void filled() {
        long first = 0;
        for (int i = 1; i <= 3; i++) {
            long id = sql().nextId("stock_item_seq");
            if (i == 1) first = id;
            sql().update(
                            "insert into stock_item (id, version, number, title, owner_id, unit_id, segment_id, security_level,"
                                    + " deleted, name_key, pinyin_key, created_at, created_by, updated_at, updated_by, name,"
                                    + " amount, note) values (?, 1, '', ?, 1, 1, 1, 0, false, '', '', ?, 1, ?, 1, ?, 12.50, ?)",
                            id,
                            "Item " + i,
                            kernel.clock().instant(),
                            kernel.clock().instant(),
                            "=Item, \"" + i + "\"",
                            "Two\nlines");
            sql().update(
                            "insert into stock_move (id, item_id, moved_at) values (?, ?, ?)",
                            sql().nextId("stock_move_seq"),
                            id,
                            kernel.clock().instant());
            link(id, "stock.item", id, "directory.person", 1);
        }
        link(first + 10, "directory.person", 1, "stock.item", first);
        link(first + 11, "stock.item", first, "stock.item", first + 1);
        sql().update(
                        "insert into share (type, principal_id, record_id, rights, shared_by, shared_at)"
                                + " values ('stock.item', 1, 1, 'see', 1, ?)",
                        kernel.clock().instant());
    }

    private void link(long id, String from, long fromId, String to, long toId) {
        sql().update(
                        "insert into kernel_link (id, from_type, from_id, to_type, to_id, kind, note, by_id, made_at)"
                                + " values (?, ?, ?, ?, ?, 'related', '', 1, ?)",
                        id,
                        from,
                        fromId,
                        to,
                        toId,
                        kernel.clock().instant());
    }

    boolean hasTables() {
        return !new ModuleTables(sql()).tables("stock").isEmpty();
    }

    Path exports() {
        return kernel.home().resolve("exports");
    }

    List<String> exported() {
        if (!Files.isDirectory(exports())) return List.of();
        try (Stream<Path> files = Files.list(exports())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> modules() {
        return List.of("stock");
    }

    @Override
    public boolean installed(String module) {
        return stock.isPresent();
    }

    @Override
    public String version(String module) {
        return "1.0.0";
    }

    @Override
    public void install(String module) {
        if (stock.isEmpty()) stock = Optional.of(kernel.offer(new Stock(), "stock"));
        onInstalled.run();
    }

    @Override
    public void uninstall(String module) {
        exportsAtClosing.add(exported());
        stock.ifPresent(TestKernel.Installed::close);
        stock = Optional.empty();
        onClosed.run();
    }

    @Override
    public List<Jar> missing(String module) {
        return List.of();
    }
}
