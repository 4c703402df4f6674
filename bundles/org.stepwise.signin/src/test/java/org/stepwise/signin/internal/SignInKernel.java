package org.stepwise.signin.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Assert;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Problem;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.signin.internal.PasswordHashes.Cost;
import org.stepwise.testkit.TestKernel;

/** The kernel with a sign-in whose hashes are cheap and counted. */
public final class SignInKernel extends ExternalResource {
    static final String PASSWORD = "three blue umbrellas";
    final TestKernel kernel;
    final PasswordHashes hashes = new PasswordHashes(new Cost(64, 1));
    private final AtomicInteger people = new AtomicInteger();
    private final String prefix = "p" + Long.toString(System.nanoTime(), 36) + "x";
    private LocalSignIn signIn;

    SignInKernel() {
        this(TestKernel.fresh());
    }

    SignInKernel(TestKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void before() {
        kernel.before();
        signIn = node(hashes);
    }

    /** A sign-in as a further node on the same database has it. */
    LocalSignIn node(PasswordHashes hashes) {
        LocalSignIn.Kernel needed = new LocalSignIn.Kernel(
                kernel.get(Transactions.class),
                kernel.get(Callers.class),
                kernel.get(Access.class),
                kernel.get(Records.class),
                kernel.get(Directory.class),
                kernel.get(Audit.class),
                kernel.get(Settings.class),
                kernel.get(Usage.class));
        return new LocalSignIn(needed, kernel.clock(), hashes, new FirstSignInFile(kernel.home()));
    }

    @Override
    public void after() {
        kernel.after();
    }

    LocalSignIn signIn() {
        return signIn;
    }

    <T> T get(Class<T> service) {
        return kernel.get(service);
    }

    /** A person of the staff who has not signed in yet. @return the account */
    String newcomer(String... roles) {
        String account = prefix + people.incrementAndGet();
        kernel.system(() -> {
            long id = get(Records.class)
                    .create("directory.person", Map.of("account", account, "name", "Person " + people.get()))
                    .id();
            get(Directory.class).grantRole(Roles.STAFF, id, Set.of());
            for (String role : roles) get(Directory.class).grantRole(role, id, Set.of());
        });
        return account;
    }

    /** A person with {@link #PASSWORD}. @return the account */
    String person(String... roles) {
        String account = newcomer(roles);
        kernel.system(() -> signIn.password(account, "", PASSWORD));
        return account;
    }

    long id(String account) {
        return get(Directory.class).requireAccount(account).id();
    }

    SignIn.Session signedIn(String account) {
        return signIn.signIn(account, PASSWORD, "a test", "");
    }

    Optional<SignIn.Entry> entry(SignIn.Session session) {
        return signIn.session(session.cookie(), org.stepwise.kernel.api.access.Door.PAGE);
    }

    /** Why a sign-in is refused. */
    String refusal(String account, String password, String address) {
        return Assert.assertThrows(Forbidden.class, () -> signIn.signIn(account, password, "a test", address))
                .key();
    }

    void wrong(String account, int times) {
        for (int i = 0; i < times; i++) refusal(account, "wrong", "");
    }

    /** So many sign-ins at once, on the nodes by turns. @return what each was answered */
    List<String> together(List<? extends SignIn> nodes, String account, String password, int many) {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        CyclicBarrier start = new CyclicBarrier(many);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            SignIn node = nodes.get(i % nodes.size());
            answers.add(CompletableFuture.supplyAsync(() -> answer(start, node, account, password), threads));
        }
        try {
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
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
