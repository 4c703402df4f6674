package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;

/** The database itself holds accounts and codes unique among what is not deleted. */
@Covers("DIR-3")
public class UniqueAccountTest {
    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel();

    private final Records records = KERNEL.get(Records.class);
    private final Transactions tx = KERNEL.get(Transactions.class);

    private RecordId person(String account) {
        return KERNEL.kernel.system(
                () -> records.create("directory.person", Map.of("account", account, "name", account)));
    }

    @Test
    public void ofManyWhoTakeOneAccountAtOnceOneGetsItAndTheOthersAreToldTheField() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<String>> work = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            work.add(() -> {
                try {
                    person("wanted");
                    return "made";
                } catch (Invalid told) {
                    return told.violations().get(0).field();
                }
            });
        }
        List<String> ends = new ArrayList<>();
        for (Future<String> one : threads.invokeAll(work)) ends.add(one.get());
        threads.shutdown();
        ends.sort(null);
        assertEquals(List.of("account", "account", "account", "made"), ends);
    }

    @Test
    public void whatSlipsPastTheCheckIsAViolationOfTheField() {
        person("first");
        RecordId second = person("second");
        Invalid told = assertThrows(
                Invalid.class,
                () -> tx.run(() ->
                        tx.sql().update("update directory_person set account = 'first' where id = ?", second.id())));
        assertEquals("account", told.violations().get(0).field());
        assertEquals("kernel.field.taken", told.violations().get(0).code());
    }

    @Test
    public void theAccountOfADeletedPersonIsFreeAgainAndTheDeletedOneStaysAway() {
        RecordId old = person("again");
        KERNEL.kernel.system(() -> records.delete(old, 1));
        person("again");
        Invalid told = assertThrows(Invalid.class, () -> KERNEL.kernel.system(() -> records.restore(old)));
        assertEquals("account", told.violations().get(0).field());
    }
}
