package org.stepwise.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.RegistryImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.apache.karaf.shell.support.CommandException;
import org.junit.rules.ExternalResource;
import org.stepwise.console.internal.login.AccountLogin;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.testkit.TestKernel;

/** Karaf's real shell with our commands on the real kernel. */
public final class Shell extends ExternalResource {
    final TestKernel kernel = TestKernel.onDerby();
    private final ThreadIOImpl threads = new ThreadIOImpl();
    private SessionFactoryImpl sessions;

    /** What a command printed, and with what it failed. */
    record Said(String text, String failure) {
        boolean failed() {
            return !failure.isEmpty();
        }

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(text, e);
            }
        }
    }

    /** Our commands and completers, as Karaf finds them. */
    static List<Class<?>> parts() {
        return new ClassFileImporter()
                .importPackages("org.stepwise.console.internal").stream()
                        .filter(c -> c.isAnnotatedWith(Service.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    @Override
    protected void before() {
        kernel.before();
        threads.start();
        sessions = new SessionFactoryImpl(threads);
        RegistryImpl services = new RegistryImpl(sessions.getRegistry());
        services.register(kernel.context());
        ManagerImpl manager = new ManagerImpl(services, sessions.getRegistry());
        parts().forEach(manager::register);
        kernel.context().registerService(SessionFactory.class, sessions, null);
    }

    @Override
    protected void after() {
        sessions.stop();
        threads.stop();
        kernel.after();
    }

    /** With the key of the home. */
    Said run(String line) {
        return run(line, "karaf", Set.of());
    }

    /** By somebody who signed in with an account. */
    Said runAs(String account, String line) {
        return run(line, account, Set.of(AccountLogin.ROLE));
    }

    private Said run(String line, String user, Set<String> roles) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Session session = sessions.create(new ByteArrayInputStream(new byte[0]), print, print);
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        roles.forEach(r -> subject.getPrincipals().add(new RolePrincipal(r)));
        session.put(Subject.class.getName(), subject);
        try {
            session.execute(line);
            return new Said(out.toString(StandardCharsets.UTF_8), "");
        } catch (CommandException e) {
            return new Said(out.toString(StandardCharsets.UTF_8), e.getNiceHelp());
        } catch (Exception e) {
            throw new AssertionError(line, e);
        } finally {
            session.close();
        }
    }

    void person(String account, String... roles) {
        long id = kernel.system(() -> kernel.get(Records.class)
                .create("directory.person", Map.of("account", account, "name", account))
                .id());
        for (String role : roles) {
            kernel.system(() -> kernel.get(Transactions.class)
                    .run(() -> kernel.get(Directory.class).grantRole(role, id, Set.of())));
        }
    }

    long unit(String code, long parent) {
        Map<String, Object> values = new java.util.HashMap<>(Map.of("code", code, "nameZh", "单位" + code));
        if (parent > 0) values.put("parentId", parent);
        return kernel.system(
                () -> kernel.get(Records.class).create("directory.unit", values).id());
    }
}
