package org.stepwise.records.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.event.Events;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Rows;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.setting.Choices;
import org.stepwise.kernel.api.text.SearchKeys;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.records.internal.index.IndexMaker;
import org.stepwise.testkit.Covers;

public class StatementsTest extends OnEachDatabase {
    private static final int MOST = 6;
    private static final Set<String> STATEMENTS = Set.of("list", "first", "each", "number", "update", "with");

    private final AtomicInteger statements = new AtomicInteger();
    /** Statistics are counted on another thread. */
    private final Thread reader = Thread.currentThread();

    /** Counts the engine's statements, and one for each question to the directory. */
    private Records counted() {
        Transactions tx = kernel.get(Transactions.class);
        Sql sql = (Sql) watched(Sql.class, tx.sql(), STATEMENTS);
        Transactions watched = (Transactions) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Transactions.class},
                (proxy, method, args) -> method.getName().equals("sql") ? sql : invoke(method, tx, args));
        Directory directory =
                (Directory) watched(Directory.class, kernel.get(Directory.class), Set.of("names", "person", "unit"));
        return new RecordGateway(
                watched,
                kernel.get(Types.class),
                kernel.get(Callers.class),
                kernel.get(Access.class),
                directory,
                kernel.get(Audit.class),
                kernel.get(Events.class),
                kernel.get(Choices.class),
                kernel.get(SearchKeys.class),
                Clock.systemUTC(),
                kernel.get(IndexMaker.class));
    }

    private Object watched(Class<?> type, Object real, Set<String> counted) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            boolean here = Thread.currentThread() == reader;
            if (here && counted.contains(method.getName())) statements.incrementAndGet();
            return invoke(method, real, args);
        });
    }

    private static Object invoke(java.lang.reflect.Method method, Object target, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    @Covers("REC-1")
    public void aPageOfFiftyRowsCostsAtMostSixStatements() {
        RecordId client = kernel.as("amy", () -> kernel.records().create("demo.customer", Map.of("name", "c")));
        kernel.run("amy", () -> {
            for (int i = 0; i < 70; i++) {
                kernel.records().create("demo.deal", Map.of("name", "Deal " + i, "customerId", client.id()));
            }
        });
        Records records = counted();
        for (String account : Set.of("amy", "lead", "east", "bob")) {
            for (String sort : Set.of("-createdAt", "amount", "name")) {
                statements.set(0);
                Rows page = kernel.as(account, () -> records.list("demo.deal", Query.ALL.sort(sort)));
                assertEquals(account.equals("bob") ? 0 : 50, page.rows().size());
                assertTrue(account + " " + sort + ": " + statements, statements.get() <= MOST);
            }
        }
    }
}
