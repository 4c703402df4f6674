package org.stepwise.kernel.internal.tx;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.URL;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.stepwise.kernel.api.Conflict;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.internal.module.Resources;
import org.stepwise.kernel.internal.schema.Schema;
import org.stepwise.testkit.TestKernel;

public class SchemaAndUnitsTest {
    private final TestKernel kernel = TestKernel.onDerby();
    private BoundTransactions transactions;
    private Schema schema;

    @Entity
    @Table(name = "test_thing")
    public static class Thing extends org.stepwise.kernel.api.record.Entity {
        public String longName = "";
        public boolean flagged;
    }

    private record Text(String file, String sql) implements Resources {
        @Override
        public List<String> list(String directory, String ending) {
            return List.of("db/" + file);
        }

        @Override
        public Optional<URL> find(String path) {
            return Optional.empty();
        }

        @Override
        public String text(String path) {
            return sql;
        }
    }

    @Before
    public void start() {
        kernel.before();
        transactions = kernel.get(BoundTransactions.class);
        schema = new Schema(transactions, Clock.systemUTC());
    }

    @After
    public void stop() {
        kernel.after();
    }

    @Test
    public void recordTablesGetTheFixedColumnsAndEntitiesMapToThem() {
        Text files = new Text(
                "001-thing.sql",
                "create record table test_thing (\n  long_name varchar(80) not null,\n  flagged boolean not null\n);\n");
        assertEquals(List.of("001-thing"), schema.migrate("test", files));
        assertEquals(List.of(), schema.migrate("test", files));
        transactions.units().open("test", List.of(Thing.class), getClass().getClassLoader());
        transactions.run(() -> transactions.entities(Thing.class).persist(thing(17, "first")));
        transactions.run(() -> transactions.entities(Thing.class).find(Thing.class, 17L).longName = "second");
        Thing read = transactions.read(() -> transactions.entities(Thing.class).find(Thing.class, 17L));
        assertEquals("second", read.longName);
        assertEquals(2, read.version);
        assertTrue(read.flagged);
        assertEquals(Instant.EPOCH, read.createdAt);
        assertEquals(17, transactions.sql().number("select id from test_thing where long_name = 'second'"));
    }

    @Test
    public void aStaleEntityIsAConflict() {
        recordTablesGetTheFixedColumnsAndEntitiesMapToThem();
        Thing stale = transactions.read(() -> transactions.entities(Thing.class).find(Thing.class, 17L));
        transactions.run(() -> transactions.entities(Thing.class).find(Thing.class, 17L).longName = "third");
        stale.longName = "lost";
        Conflict conflict = assertThrows(
                Conflict.class,
                () -> transactions.run(() -> transactions.entities(Thing.class).merge(stale)));
        assertTrue(conflict.stale());
    }

    @Test
    public void anEntityWhoseModuleWasClosedIsToldAsThat() {
        recordTablesGetTheFixedColumnsAndEntitiesMapToThem();
        transactions.units().close(List.of(Thing.class));
        Unavailable closed =
                assertThrows(Unavailable.class, () -> transactions.run(() -> transactions.entities(Thing.class)));
        assertEquals("kernel.problem.moduleClosed", closed.key());
    }

    @Test
    public void aFileThatFailsLeavesNothingBehind() {
        Text bad = new Text("001-bad.sql", "create table half (id bigint);\ninsert into nowhere values (1);\n");
        assertThrows(IllegalStateException.class, () -> schema.migrate("bad", bad));
        assertEquals(List.of("001-bad"), schema.pending("bad", bad));
        assertThrows(IllegalStateException.class, () -> transactions.sql().number("select count(*) from half"));
    }

    @Test
    public void aFileThatWasChangedAfterItRanIsRefused() {
        schema.migrate("test", new Text("001-a.sql", "create table a (id bigint);\n"));
        assertThrows(
                IllegalStateException.class,
                () -> schema.migrate("test", new Text("001-a.sql", "create table b (id bigint);\n")));
    }

    private static Thing thing(long id, String name) {
        Thing thing = new Thing();
        thing.id = id;
        thing.longName = name;
        thing.flagged = true;
        thing.createdAt = Instant.EPOCH;
        thing.updatedAt = Instant.EPOCH;
        return thing;
    }
}
