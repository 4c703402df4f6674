package org.stepwise.signin.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Roles;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.signin.SignIn.Session;
import org.stepwise.testkit.Covers;

@Covers("ACC-9")
public class ViewAsTest {
    @ClassRule
    public static final SignInKernel KERNEL = new SignInKernel();

    private final LocalSignIn signIn = KERNEL.signIn();
    private final String administrator = KERNEL.person(Roles.ADMINISTRATOR);
    private final String person = KERNEL.person();
    private final Session session = KERNEL.signedIn(administrator);

    private Caller caller() {
        return KERNEL.entry(session).orElseThrow().caller();
    }

    @Test
    public void anAdministratorSeesWithAnothersEyesAndComesBack() {
        signIn.viewAs(session.cookie(), Optional.of(KERNEL.id(person)));
        assertEquals(person, caller().account());
        assertEquals(Set.of(Roles.STAFF), caller().roles());
        assertEquals(Optional.of(KERNEL.id(administrator)), caller().onBehalf());
        signIn.viewAs(session.cookie(), Optional.empty());
        assertEquals(administrator, caller().account());
        assertTrue(caller().onBehalf().isEmpty());
    }

    @Test
    public void itIsForReadingOnly() {
        signIn.viewAs(session.cookie(), Optional.of(KERNEL.id(person)));
        Callers callers = KERNEL.get(Callers.class);
        Caller eyes = caller();
        assertThrows(
                Forbidden.class,
                () -> callers.run(eyes, () -> signIn.createToken("mine now", Set.of("*"), Optional.empty())));
        assertThrows(
                Forbidden.class,
                () -> callers.run(eyes, () -> signIn.password(person, SignInKernel.PASSWORD, "four green bicycles")));
        assertThrows(
                Forbidden.class,
                () -> callers.run(eyes, () -> KERNEL.get(Records.class).create("directory.substitute", Map.of())));
    }

    @Test
    public void othersMayNot() {
        Session ordinary = KERNEL.signedIn(person);
        assertThrows(Forbidden.class, () -> signIn.viewAs(ordinary.cookie(), Optional.of(KERNEL.id(administrator))));
        assertThrows(Forbidden.class, () -> signIn.viewAs("no such cookie at all", Optional.empty()));
    }

    @Test
    @Covers("ACC-11")
    public void itEndsWithTheRight() {
        String former = KERNEL.person(Roles.ADMINISTRATOR);
        Session open = KERNEL.signedIn(former);
        signIn.viewAs(open.cookie(), Optional.of(KERNEL.id(person)));
        KERNEL.kernel.system(() -> KERNEL.get(Directory.class).revokeRole(Roles.ADMINISTRATOR, KERNEL.id(former)));
        assertEquals(former, KERNEL.entry(open).orElseThrow().caller().account());
    }

    @Test
    @Covers("AUD-1")
    public void beginAndEndAreInTheAuditLog() {
        signIn.viewAs(session.cookie(), Optional.of(KERNEL.id(person)));
        signIn.viewAs(session.cookie(), Optional.empty());
        Audit audit = KERNEL.get(Audit.class);
        List<Audit.Entry> entries =
                KERNEL.kernel.system(() -> audit.list("", administrator, "", Optional.empty(), Optional.empty(), 0, 2));
        assertEquals(
                List.of("signin.viewAsEnded", "signin.viewAs"),
                entries.stream().map(Audit.Entry::what).toList());
        assertEquals(person, entries.get(1).about());
    }
}
