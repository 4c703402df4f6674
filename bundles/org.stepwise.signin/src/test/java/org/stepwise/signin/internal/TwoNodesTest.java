package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.stepwise.signin.internal.SignInKernel.PASSWORD;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Two sign-ins on one PostgreSQL, each with a queue of its own, as on two nodes. */
@Covers("DIR-8")
public class TwoNodesTest {
    private static final int ROUNDS = 10;

    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel(TestKernel.onPostgres());

    private final List<SignIn> nodes = List.of(
            KERNEL.node(new PasswordHashes(new PasswordHashes.Cost(4_096, 4))),
            KERNEL.node(new PasswordHashes(new PasswordHashes.Cost(4_096, 4))));

    @Test
    public void rightSignInsAtOnceOnBothNodesAllSucceed() {
        String account = KERNEL.person();
        for (int i = 0; i < ROUNDS; i++) assertEquals(Collections.nCopies(6, "in"), together(account, PASSWORD, 6));
    }

    @Test
    public void rightSignInsAtOnceSucceedAlsoWhereOneMoreWrongOneWouldLock() {
        String account = KERNEL.person();
        for (int i = 0; i < ROUNDS; i++) {
            for (int wrong = 0; wrong < 4; wrong++) refused(account);
            assertEquals(List.of("in", "in"), together(account, PASSWORD, 2));
        }
    }

    @Test
    public void wrongOnesOnBothNodesCountTogether() {
        String account = KERNEL.person();
        List<String> answers = together(account, "wrong", 12);
        assertEquals(5, Collections.frequency(answers, "signin.problem.wrong"));
        assertEquals(7, Collections.frequency(answers, "signin.problem.locked"));
        for (SignIn node : nodes) {
            assertThrows(Unavailable.class, () -> node.signIn(account, PASSWORD, "a test", ""));
        }
    }

    private void refused(String account) {
        assertEquals("signin.problem.wrong", KERNEL.refusal(account, "wrong", ""));
    }

    /** So many at once, on both nodes by turns. @return what each was answered */
    private List<String> together(String account, String password, int many) {
        return KERNEL.together(nodes, account, password, many);
    }

    @Test
    public void anAttemptWaitsForTheOneUnderWayOnTheOtherNodeAndFindsWhatCameOfIt() throws Exception {
        assertEquals("the first took its count back", List.of("right", "right"), oneBehindTheOther(true, 4));
        assertEquals(
                "the first was one too many", List.of("wrong", "signin.problem.locked"), oneBehindTheOther(false, 4));
        assertEquals("the first may be followed", List.of("wrong", "right"), oneBehindTheOther(false, 3));
    }

    /** The second, whose password is right, begins while the first one's is looked at. @param wrong ones before both */
    private static List<String> oneBehindTheOther(boolean firstIsRight, int wrong) throws Exception {
        String account = KERNEL.person();
        KERNEL.wrong(account, wrong);
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> attempt(account, () -> {
            underWay.countDown();
            await(answer);
            return firstIsRight;
        }));
        await(underWay);
        AtomicBoolean looked = new AtomicBoolean();
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> attempt(account, () -> {
            looked.set(true);
            return true;
        }));
        TestKernel.await("the second waits for the row", () -> waitingForALock() > 0);
        assertFalse("nobody looks at the second password yet", looked.get());
        answer.countDown();
        return List.of(first.get(1, TimeUnit.MINUTES), second.get(1, TimeUnit.MINUTES));
    }

    /** As a node of its own, with no turns but the database's. */
    private static String attempt(String account, BooleanSupplier right) {
        Attempts node = new Attempts(KERNEL.get(Transactions.class), KERNEL.get(Settings.class), KERNEL.kernel.clock());
        try {
            return node.attempt(account, "", () -> right.getAsBoolean() ? Optional.of("right") : Optional.empty())
                    .orElse("wrong");
        } catch (Unavailable locked) {
            return locked.key();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) throw new AssertionError("nobody came");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long waitingForALock() {
        return KERNEL.get(Transactions.class)
                .sql()
                .number("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like '%signin_attempt%'");
    }
}
