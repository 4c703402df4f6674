package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.record.Query;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.record.Types;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.signin.SignIn.Session;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("OPS-4")
public class FirstStartTest {
    private static final String OWN = "three blue umbrellas";

    @Rule
    public final TestKernel kernel = TestKernel.onDerby();

    private Path file() {
        Path file = kernel.home().resolve("first-sign-in.txt");
        TestKernel.await(
                "the first account is made",
                () -> Files.exists(file)
                        && kernel.get(Directory.class).account("admin").isPresent());
        return file;
    }

    private String secret() throws IOException {
        List<String> lines = Files.readAllLines(file());
        assertEquals("account: admin", lines.get(0));
        return lines.get(1).substring("password: ".length());
    }

    private long people() {
        return kernel.system(() -> kernel.get(Records.class).count("directory.person", Query.ALL, 10))
                .value();
    }

    @Test
    public void aNewHomeHasOneAdministratorWhosePasswordOnlyItsOwnerCanRead() throws IOException {
        Path file = file();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(1, people());
        Session session = kernel.get(SignIn.class).signIn("admin", secret(), "", "");
        assertTrue(session.mustChange());
        Callers callers = kernel.get(Callers.class);
        assertTrue(callers.account("admin", org.stepwise.kernel.api.access.Door.PAGE)
                .has(Roles.ADMINISTRATOR));
    }

    @Test
    public void theFileGoesWhenThePasswordWasChanged() throws IOException {
        String secret = secret();
        SignIn signIn = kernel.get(SignIn.class);
        kernel.as("admin", () -> signIn.password("admin", secret, OWN));
        assertFalse(Files.exists(file0()));
        assertFalse(signIn.signIn("admin", OWN, "", "").mustChange());
    }

    private Path file0() {
        return kernel.home().resolve("first-sign-in.txt");
    }

    @Test
    public void aSecondStartMakesNobody() throws IOException {
        String secret = secret();
        FirstStart again = new FirstStart(
                new FirstStart.Kernel(
                        kernel.get(Transactions.class),
                        kernel.get(Callers.class),
                        kernel.get(Records.class),
                        kernel.get(Directory.class),
                        kernel.get(SignIn.class),
                        kernel.get(Types.class),
                        kernel.get(Modules.class),
                        kernel.get(Texts.class)),
                new FirstSignInFile(kernel.home()));
        kernel.system(again::makeAdministrator);
        assertEquals(1, people());
        assertEquals(secret, secret());
    }
}
