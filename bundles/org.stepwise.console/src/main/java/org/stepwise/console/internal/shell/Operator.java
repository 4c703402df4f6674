package org.stepwise.console.internal.shell;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.stepwise.console.internal.login.AccountLogin;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.directory.Directory;

/**
 * Who sits at the console.
 *
 * @param name login name of the session
 * @param account true when it is an account of Stepwise, false for the key of the home
 */
record Operator(String name, boolean account) {
    static Operator of(Session session) {
        Set<Principal> principals =
                session.get(Subject.class.getName()) instanceof Subject subject ? subject.getPrincipals() : Set.of();
        Optional<String> user = principals.stream()
                .filter(UserPrincipal.class::isInstance)
                .map(Principal::getName)
                .findFirst();
        boolean account =
                principals.stream().anyMatch(p -> p instanceof RolePrincipal && AccountLogin.ROLE.equals(p.getName()));
        String name = user.orElseGet(() -> session.get("USER") instanceof String local ? local : "local");
        return new Operator(name, account);
    }

    /** The operator as such: the account, or the system by the key of the home. */
    Caller own(Services services) {
        Callers callers = services.get(Callers.class);
        return account
                ? callers.account(name, Door.CONSOLE)
                : callers.system("console").through(Door.CONSOLE);
    }

    /**
     * The caller that the command runs as.
     *
     * @param user person named with the command, "" for none
     * @throws Forbidden when an account asks for somebody else's rights
     */
    Caller caller(Services services, String user) {
        if (user.isEmpty() || account && user.equals(name)) return own(services);
        if (account) throw new Forbidden("console.problem.otherUser", Map.of("name", name));
        String known = services.get(Directory.class).requireAccount(user).account();
        return services.get(Callers.class).account(known, Door.CONSOLE);
    }
}
