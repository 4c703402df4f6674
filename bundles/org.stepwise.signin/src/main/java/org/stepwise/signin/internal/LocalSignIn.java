package org.stepwise.signin.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.access.Door;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.kernel.api.rollout.Usage;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.signin.Scopes;
import org.stepwise.kernel.api.signin.SignIn;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.signin.internal.Credentials.Credential;

/** Sign-in with passwords kept in the one database. */
@Component(service = SignIn.class)
public final class LocalSignIn implements SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSignIn.class);
    private static final int LONGEST_NAME = 200;
    private final Transactions tx;
    private final Callers callers;
    private final Directory directory;
    private final Audit audit;
    private final Settings settings;
    private final Usage usage;
    private final Clock clock;
    private final PasswordHashes hashes;
    private final Credentials credentials;
    private final Attempts attempts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final AccountRights rights;
    private final Passwords passwords;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Scopes> doors = List.of();

    @Activate
    public LocalSignIn(
            @Reference Transactions tx,
            @Reference Callers callers,
            @Reference Access access,
            @Reference Records records,
            @Reference Directory directory,
            @Reference Audit audit,
            @Reference Settings settings,
            @Reference Usage usage,
            @Reference Clock clock) {
        this(
                new Kernel(tx, callers, access, records, directory, audit, settings, usage),
                clock,
                new PasswordHashes(),
                FirstSignInFile.inHome());
    }

    /** What sign-in needs of the kernel. */
    record Kernel(
            Transactions tx,
            Callers callers,
            Access access,
            Records records,
            Directory directory,
            Audit audit,
            Settings settings,
            Usage usage) {}

    LocalSignIn(Kernel kernel, Clock clock, PasswordHashes hashes, FirstSignInFile file) {
        this.tx = kernel.tx;
        this.callers = kernel.callers;
        this.directory = kernel.directory;
        this.audit = kernel.audit;
        this.settings = kernel.settings;
        this.usage = kernel.usage;
        this.clock = clock;
        this.hashes = hashes;
        credentials = new Credentials(tx);
        attempts = new Attempts(tx, settings, clock);
        sessions = new Sessions(tx, settings, clock);
        tokens = new Tokens(tx, settings, clock);
        rights = new AccountRights(callers, kernel.access, kernel.records);
        People people = new People(kernel.records, directory);
        passwords = new Passwords(
                tx,
                callers,
                directory,
                audit,
                settings,
                clock,
                new Passwords.Store(hashes, credentials, attempts, sessions, tokens, rights, people, file));
    }

    @Override
    public Session signIn(String account, String password, String userAgent, String address, Door door) {
        String name = Sessions.cut(Sessions.plain(account), LONGEST_NAME);
        Proven proven = proven(name, password, address, door);
        Credential stored = proven.credential;
        if (ended(stored)) throw refused(name, address, door, "signin.problem.oneTimeEnded");
        Caller caller = active(proven.person, address, door);
        Optional<String> stronger =
                hashes.outdated(stored.hash()) ? Optional.of(hashes.make(password)) : Optional.empty();
        Session session = tx.get(() -> {
            stronger.ifPresent(hash -> credentials.strengthen(caller.person(), stored.hash(), hash));
            callers.run(caller, () -> audit.write("signin.done", caller.account(), Map.of("address", address)));
            return sessions.open(caller.person(), stored.mustChange(), userAgent, address);
        });
        usage.used(caller, Usage.SIGN_IN);
        return session;
    }

    /** Whose password was right. */
    private record Proven(Person person, Credential credential) {}

    private Proven proven(String name, String password, String address, Door door) {
        Optional<Person> person = tx.read(() -> directory.account(name));
        Optional<Credential> right = attempts.attempt(name, address, () -> matching(person, password));
        if (right.isEmpty()) {
            throw refused(person.map(Person::account).orElse(""), address, door, "signin.problem.wrong");
        }
        return new Proven(person.orElseThrow(), right.get());
    }

    private Optional<Credential> matching(Optional<Person> person, String password) {
        Optional<Credential> stored = person.flatMap(p -> credentials.find(p.id()));
        String tried = password.length() > PasswordPolicy.LONGEST ? "" : password;
        return hashes.matches(tried, stored.map(Credential::hash)) ? stored : Optional.empty();
    }

    private boolean ended(Credential credential) {
        Duration life = Duration.ofDays(settings.get(SignInRules.class).oneTimeDays());
        Instant end = credential.setAt().plus(life);
        return PasswordHashes.oneTime(credential.hash()) && clock.instant().isAfter(end);
    }

    private Caller active(Person person, String address, Door door) {
        try {
            return tx.read(() -> callers.person(person.id(), door));
        } catch (Forbidden frozen) {
            throw refused(person.account(), address, door, "signin.problem.frozen");
        }
    }

    /** Unknown names are not kept: somebody may have typed a password there. */
    private Forbidden refused(String account, String address, Door door, String key) {
        tx.apart(() -> {
            audit.write(door, "signin.failed", account, Map.of("address", address));
            return true;
        });
        return new Forbidden(key);
    }

    @Override
    public Optional<Entry> session(String cookie, Door door) {
        Optional<Whose> found =
                tx.read(() -> sessions.find(cookie).map(open -> new Whose(open, caller(open.person(), door))));
        if (found.isEmpty()) return Optional.empty();
        Sessions.Open session = found.get().session;
        if (found.get().caller.isEmpty()) {
            tx.apart(() -> sessions.end(session.id()));
            return Optional.empty();
        }
        noted(() -> sessions.seen(session));
        Caller own = found.get().caller.get();
        Caller seenAs = session.eyesOf() == 0 ? own : throughEyes(own, session, door);
        return Optional.of(new Entry(seenAs, Secrets.csrf(cookie), session.mustChange(), Set.of("*")));
    }

    /** When the disk is full, or the database busy, people still read; a later request notes it. */
    private static void noted(Runnable seen) {
        try {
            seen.run();
        } catch (Unavailable notNow) {
            LOG.debug("when it was last seen is noted later", notNow);
        }
    }

    /** @param caller empty when the person is not active any more */
    private record Whose(Sessions.Open session, Optional<Caller> caller) {}

    private Optional<Caller> caller(long person, Door door) {
        try {
            return Optional.of(tx.read(() -> callers.person(person, door)));
        } catch (Forbidden | NotFound notActive) {
            return Optional.empty();
        }
    }

    /** As long as the administrator still is one and the other person is there. */
    private Caller throughEyes(Caller administrator, Sessions.Open session, Door door) {
        Optional<Caller> eyes = rights.everybody(administrator) ? caller(session.eyesOf(), door) : Optional.empty();
        if (eyes.isEmpty()) tx.apart(() -> sessions.lookAs(session.id(), 0));
        return eyes.map(other -> other.seenBy(administrator)).orElse(administrator);
    }

    @Override
    public Optional<Entry> token(String bearer) {
        Optional<Tokens.Owned> found = tokens.find(bearer);
        if (found.isEmpty()) return Optional.empty();
        Optional<Caller> caller = caller(found.get().person(), Door.REST);
        if (caller.isEmpty()) return Optional.empty();
        noted(() -> tokens.used(found.get().token()));
        return Optional.of(
                new Entry(caller.get(), "", false, found.get().token().scopes()));
    }

    @Override
    public void signOut(String cookie) {
        sessions.find(cookie)
                .ifPresent(session -> tx.run(() -> {
                    sessions.end(session.id());
                    audit.write("signin.out", "", Map.of());
                }));
    }

    @Override
    public void viewAs(String cookie, Optional<Long> person) {
        Sessions.Open session = sessions.find(cookie).orElseThrow(() -> new Forbidden("signin.problem.noSession"));
        Caller own = tx.read(() -> callers.person(session.person(), Door.PAGE));
        if (person.isPresent() && !rights.everybody(own)) throw new Forbidden("signin.problem.noViewAs");
        Optional<Caller> other =
                person.filter(id -> id != own.person()).map(id -> tx.read(() -> callers.person(id, Door.PAGE)));
        tx.run(() -> {
            sessions.lookAs(session.id(), other.map(Caller::person).orElse(0L));
            String what = other.isPresent() ? "signin.viewAs" : "signin.viewAsEnded";
            callers.run(own, () -> audit.write(what, other.map(Caller::account).orElse(""), Map.of()));
        });
    }

    @Override
    public void password(String account, String oldPassword, String newPassword) {
        passwords.change(account, oldPassword, newPassword);
    }

    @Override
    public String invite(String account) {
        return passwords.invite(Set.of(account)).values().iterator().next();
    }

    @Override
    public Map<String, String> invite(Collection<String> accounts) {
        return accounts.isEmpty() ? Map.of() : passwords.invite(accounts);
    }

    @Override
    public List<Session> sessions(long person) {
        return tx.read(() -> {
            rights.requireOwnOrAdministered(person);
            return sessions.of(person).stream().map(Sessions.Open::shown).toList();
        });
    }

    @Override
    public void revoke(long session) {
        tx.run(() -> {
            Sessions.Open open = sessions.find(session).orElseThrow(() -> NotFound.of(session));
            rights.requireOwnOrAdministered(open.person());
            sessions.end(session);
            audit.write("signin.revoked", nameOf(open.person()), Map.of());
        });
    }

    @Override
    public Token createToken(String name, Set<String> scopes, Optional<Instant> until) {
        return tx.get(() -> {
            Caller caller = rights.ownEyes();
            if (credentials.find(caller.person()).filter(Credential::mustChange).isPresent()) {
                throw new Forbidden("signin.problem.mustChange");
            }
            Token made =
                    tokens.create(new Tokens.Wish(caller.person(), name, scopes, until), rights.scopes(caller, doors));
            audit.write("token.created", caller.account(), Map.of("name", made.name()));
            return made;
        });
    }

    @Override
    public List<Token> tokens() {
        return tx.read(() -> tokens.of(rights.ownEyes().person()));
    }

    @Override
    public void revokeToken(long token) {
        tx.run(() -> {
            Tokens.Owned owned = tokens.find(token).orElseThrow(() -> NotFound.of(token));
            rights.requireOwnOrAdministered(owned.person());
            tokens.end(token);
            audit.write(
                    "token.revoked",
                    nameOf(owned.person()),
                    Map.of("name", owned.token().name()));
        });
    }

    private String nameOf(long person) {
        return directory.person(person).map(Person::account).orElse("");
    }
}
