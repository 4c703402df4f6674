package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.stepwise.signin.internal.SignInKernel.PASSWORD;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.AfterClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

/** Two sign-ins on one PostgreSQL, each with a queue of its own, as on two nodes. */
@Covers("DIR-8")
public class TwoNodesTest {
    private static final int ROUNDS = 10;

    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel(TestKernel.onPostgres());

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private final List<SignIn> nodes = List.of(
            KERNEL.node(new PasswordHashes(new PasswordHashes.Cost(4_096, 4))),
            KERNEL.node(new PasswordHashes(new PasswordHashes.Cost(4_096, 4))));

    @AfterClass
    public static void end() {
        THREADS.shutdown();
    }

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
        Problem wrong = assertThrows(Problem.class, () -> nodes.get(0).signIn(account, "wrong", "a test", ""));
        assertEquals("signin.problem.wrong", wrong.key());
    }

    /** So many at once, on both nodes by turns. @return what each was answered */
    private List<String> together(String account, String password, int many) {
        CyclicBarrier start = new CyclicBarrier(many);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            SignIn node = nodes.get(i % nodes.size());
            answers.add(CompletableFuture.supplyAsync(() -> answer(start, node, account, password), THREADS));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static String answer(CyclicBarrier start, SignIn node, String account, String password) {
        try {
            start.await();
            node.signIn(account, password, "a test", "");
            return "in";
        } catch (Problem refused) {
            return refused.key();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
