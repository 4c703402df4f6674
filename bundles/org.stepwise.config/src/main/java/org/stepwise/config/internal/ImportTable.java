package org.stepwise.config.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.config.ConfigurationTransfer.Kind;
import org.stepwise.kernel.api.config.Item;
import org.stepwise.kernel.api.tx.Sql;

/** The tables of imports; every method runs in the surrounding transaction. */
record ImportTable(Sql sql) {
    private static final String SELECT = "select id, applied_at, by_name, undone_at, undone_by from config_import";

    /** An import without its changes. */
    record Head(long id, Instant at, String by, Optional<Instant> undone, String undoneBy) {}

    /** Waits until nobody else imports. */
    void turn() {
        sql.update("update config_turn set taken = taken + 1 where name = 'import'");
    }

    List<Head> newest(int limit) {
        return sql.list(SELECT + " order by applied_at desc, id desc" + sql.limit(limit), ImportTable::head);
    }

    Optional<Head> find(long id) {
        return sql.first(SELECT + " where id = ?", ImportTable::head, id);
    }

    private static Head head(Sql.Row row) {
        return new Head(row.number(1), row.instant(2).orElseThrow(), row.text(3), row.instant(4), row.text(5));
    }

    long insert(Caller by, Instant at, String checksum, List<Step> steps) {
        long id = sql.nextId("config_import_seq");
        sql.update(
                "insert into config_import (id, applied_at, by_person, by_name, checksum) values (?, ?, ?, ?, ?)",
                id,
                at,
                by.person(),
                by.name(),
                checksum);
        List<Object[]> rows = new ArrayList<>();
        for (Step step : steps) {
            rows.add(new Object[] {
                id,
                rows.size() + 1,
                step.part(),
                step.code(),
                step.kind(),
                DocumentWriter.write(step.before()),
                DocumentWriter.write(step.after())
            });
        }
        sql.batch(
                "insert into config_change (import_id, line, part, code, kind, former, latter)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                rows);
        return id;
    }

    List<Step> steps(long id, Findings findings) {
        return sql.list(
                "select part, code, kind, former, latter from config_change where import_id = ? order by line",
                row -> {
                    Optional<Item> before = DocumentReader.item(row.text(4), findings);
                    return new Step(
                            row.text(1),
                            row.text(2),
                            Kind.valueOf(row.text(3)),
                            before,
                            before,
                            DocumentReader.item(row.text(5), findings));
                },
                id);
    }

    void undone(long id, Caller by, Instant at) {
        sql.update("update config_import set undone_at = ?, undone_by = ? where id = ?", at, by.name(), id);
    }
}
