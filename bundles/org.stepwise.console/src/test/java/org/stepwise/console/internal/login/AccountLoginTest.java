package org.stepwise.console.internal.login;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginException;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers({"OPS-1", "OPS-4"})
public class AccountLoginTest {
    private final Subject subject = new Subject();

    private AccountLogin typed(String name, String password) {
        BiPredicate<String, String> check = (account, secret) -> account.equals("wang") && secret.equals("right");
        AccountLogin login = new AccountLogin();
        login.initialize(
                subject,
                callbacks -> {
                    for (Callback callback : callbacks) {
                        if (callback instanceof NameCallback asked) asked.setName(name);
                        if (callback instanceof PasswordCallback asked) asked.setPassword(password.toCharArray());
                    }
                },
                Map.of(),
                Map.of(AccountLogin.CHECK, check));
        return login;
    }

    @Test
    public void anAdministratorComesInWithoutKarafsOwnAdministration() throws LoginException {
        AccountLogin login = typed("wang", "right");
        assertTrue(login.login());
        assertTrue(login.commit());
        Set<String> names =
                subject.getPrincipals().stream().map(Principal::getName).collect(Collectors.toSet());
        assertEquals(Set.of("wang", "ssh", "viewer", AccountLogin.ROLE), names);
        assertTrue(login.logout());
        assertTrue(subject.getPrincipals().isEmpty());
    }

    @Test
    public void anybodyElseStaysOutside() {
        assertThrows(LoginException.class, () -> typed("wang", "wrong").login());
        assertThrows(LoginException.class, () -> typed("wang", "").login());
        assertTrue(subject.getPrincipals().isEmpty());
    }
}
