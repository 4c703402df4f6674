package org.stepwise.records.internal;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.stepwise.kernel.api.record.RecordListener;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.records.internal.core.Gate;
import org.stepwise.records.internal.core.Platform;
import org.stepwise.records.internal.history.Histories;
import org.stepwise.records.internal.history.Past;
import org.stepwise.records.internal.index.Indexes;
import org.stepwise.records.internal.part.Parts;
import org.stepwise.records.internal.query.Cards;
import org.stepwise.records.internal.query.Counts;
import org.stepwise.records.internal.query.Everywhere;
import org.stepwise.records.internal.query.Lists;
import org.stepwise.records.internal.query.Statistics;
import org.stepwise.records.internal.query.Titles;
import org.stepwise.records.internal.save.Bin;
import org.stepwise.records.internal.save.Bulk;
import org.stepwise.records.internal.save.Checks;
import org.stepwise.records.internal.save.Numbers;
import org.stepwise.records.internal.save.Ownership;
import org.stepwise.records.internal.save.Saves;
import org.stepwise.records.internal.save.Shape;
import org.stepwise.records.internal.save.Sharing;
import org.stepwise.records.internal.save.Sizes;
import org.stepwise.records.internal.save.Writer;

/** The parts of the engine, put together once. */
public final class Engine {
    private final Platform platform;
    private final Gate gate;
    private final Statistics statistics;
    private final Shape shape;
    private final Sizes sizes;
    private final Titles titles;
    private final Lists lists;
    private final Counts counts;
    private final Cards cards;
    private final Saves saves;
    private final Bulk bulk;
    private final Bin bin;
    private final Sharing sharing;
    private final Ownership ownership;
    private final Everywhere everywhere;
    private final Past past;
    private final Histories histories;

    /** @param background runs what nobody waits for; @param system the gateway with the rights of the system */
    public Engine(
            Platform platform,
            Indexes indexes,
            Executor background,
            Supplier<List<RecordListener>> listeners,
            Function<String, Records> system) {
        this.platform = platform;
        this.gate = new Gate(platform);
        this.statistics = new Statistics(platform, background);
        this.shape = new Shape();
        this.sizes = new Sizes(platform);
        this.titles = new Titles(platform, gate);
        this.lists = new Lists(platform, gate, statistics, titles, indexes::hint);
        this.counts = new Counts(platform, gate, lists, statistics);
        this.cards = new Cards(platform, gate, titles);
        this.everywhere = new Everywhere(platform, gate, lists);
        this.histories = new Histories(platform, titles);
        this.past = new Past(platform, gate, histories);
        Parts parts = new Parts(platform, histories);
        Numbers numbers = new Numbers(platform);
        Checks checks = new Checks(platform, gate, titles, parts, numbers, shape, sizes);
        Writer writer = new Writer(platform, histories, numbers, parts, listeners);
        this.ownership = checks.ownership();
        this.saves = new Saves(platform, gate, checks, writer, system);
        this.bulk = new Bulk(platform, saves, checks, writer, numbers, histories);
        this.bin = new Bin(platform, gate, saves, writer, histories, parts, ownership);
        this.sharing = new Sharing(platform, gate, saves, writer, histories, ownership);
    }

    /** Drops what is remembered of a type whose module goes. */
    void forget(String type) {
        statistics.forget(type);
        shape.forget(type.substring(0, type.indexOf('.')));
        sizes.forget(type.replace('.', '_'));
    }

    public Platform platform() {
        return platform;
    }

    public Gate gate() {
        return gate;
    }

    public Titles titles() {
        return titles;
    }

    public Lists lists() {
        return lists;
    }

    Counts counts() {
        return counts;
    }

    Cards cards() {
        return cards;
    }

    Saves saves() {
        return saves;
    }

    public Bulk bulk() {
        return bulk;
    }

    Bin bin() {
        return bin;
    }

    Ownership ownership() {
        return ownership;
    }

    Sharing sharing() {
        return sharing;
    }

    Everywhere everywhere() {
        return everywhere;
    }

    Past past() {
        return past;
    }

    Histories histories() {
        return histories;
    }
}
