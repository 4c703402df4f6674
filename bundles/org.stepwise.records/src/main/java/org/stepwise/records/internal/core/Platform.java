package org.stepwise.records.internal.core;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.event.Events;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;

/** What the engine uses of the kernel. */
public record Platform(
        Transactions tx,
        Types types,
        Callers callers,
        Access access,
        Directory directory,
        Audit audit,
        Events events,
        Choices choices,
        SearchKeys keys,
        Clock clock) {
    public Sql sql() {
        return tx.sql();
    }

    public boolean postgres() {
        return sql().dialect() == Sql.Dialect.POSTGRESQL;
    }

    /** In microseconds, as both databases keep it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public LocalDate today() {
        return LocalDate.now(clock);
    }
}
