package org.stepwise.console.internal.login;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;

/** Lets administrators in to the console with their Stepwise account and password. Made by JAAS for each login. */
public final class AccountLogin implements LoginModule {
    /** Marks a console session as one of a Stepwise account. */
    public static final String ROLE = "stepwise-account";

    static final String CHECK = "stepwise.check";
    private static final Set<String> ROLES = Set.of("ssh", "viewer", ROLE);

    private Subject subject = new Subject();
    private CallbackHandler handler = callbacks -> {};
    private BiPredicate<String, String> check = (name, password) -> false;
    private String account = "";

    @Override
    @SuppressWarnings("unchecked")
    public void initialize(Subject of, CallbackHandler callbacks, Map<String, ?> sharedState, Map<String, ?> options) {
        subject = of;
        handler = callbacks;
        check = (BiPredicate<String, String>) options.get(CHECK);
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("Username: ");
        PasswordCallback password = new PasswordCallback("Password: ", false);
        try {
            handler.handle(new Callback[] {name, password});
        } catch (IOException | UnsupportedCallbackException notByPassword) {
            throw new LoginException("no password was offered");
        }
        String typed = password.getPassword() == null ? "" : new String(password.getPassword());
        password.clearPassword();
        if (name.getName() == null || typed.isEmpty() || !check.test(name.getName(), typed)) {
            throw new FailedLoginException("login failed");
        }
        account = name.getName();
        return true;
    }

    @Override
    public boolean commit() {
        if (account.isEmpty()) return false;
        subject.getPrincipals().add(new UserPrincipal(account));
        ROLES.forEach(r -> subject.getPrincipals().add(new RolePrincipal(r)));
        return true;
    }

    @Override
    public boolean abort() {
        account = "";
        return true;
    }

    @Override
    public boolean logout() {
        Set<java.security.Principal> ours = new HashSet<>();
        ours.add(new UserPrincipal(account));
        ROLES.forEach(r -> ours.add(new RolePrincipal(r)));
        subject.getPrincipals().removeAll(ours);
        account = "";
        return true;
    }
}
