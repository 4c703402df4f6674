package org.stepwise.signin.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.Violation;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Callers;
import org.stepwise.kernel.api.audit.Audit;
import org.stepwise.kernel.api.directory.Directory;
import org.stepwise.kernel.api.directory.Person;
import org.stepwise.kernel.api.directory.PersonState;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.signin.internal.Credentials.Credential;

/** Sets passwords, one's own and others', and hands out one-time passwords. */
final class Passwords {
    private final Transactions tx;
    private final Callers callers;
    private final Directory directory;
    private final Audit audit;
    private final Settings settings;
    private final Clock clock;
    private final Store store;
    private final PasswordPolicy policy = new PasswordPolicy();

    /** What passwords are kept with. */
    record Store(
            PasswordHashes hashes,
            Credentials credentials,
            Attempts attempts,
            Sessions sessions,
            Tokens tokens,
            AccountRights rights,
            People people,
            FirstSignInFile file) {}

    Passwords(
            Transactions tx,
            Callers callers,
            Directory directory,
            Audit audit,
            Settings settings,
            Clock clock,
            Store store) {
        this.tx = tx;
        this.callers = callers;
        this.directory = directory;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        this.store = store;
    }

    void change(String account, String oldPassword, String newPassword) {
        Caller caller = store.rights.ownEyes();
        Person person = tx.read(() -> directory.requireAccount(account));
        boolean own = person.id() == caller.person();
        if (!own) tx.read(() -> required(person));
        check(person, oldPassword, newPassword, own);
        boolean mustChange = !own && !caller.system();
        String hash = store.hashes.make(newPassword);
        tx.run(() -> {
            store.credentials.put(person.id(), new Credential(hash, mustChange, clock.instant()));
            endSessions(Set.of(person.id()), !own);
            store.attempts.forgive(Set.of(person.account()));
            if (!mustChange && person.state() == PersonState.INVITED) activate(person);
            audit.write("password.changed", person.account(), Map.of("own", own));
            tx.afterCommit(() -> store.file.remove(person.account()));
        });
    }

    private boolean required(Person person) {
        store.rights.requireAdministered(person.id());
        return true;
    }

    private void check(Person person, String oldPassword, String newPassword, boolean own) {
        List<Violation> found = new ArrayList<>();
        if (own && !knows(person, oldPassword)) {
            found.add(new Violation("oldPassword", "signin.password.wrong"));
        } else if (own && oldPassword.equals(newPassword)) {
            found.add(new Violation("newPassword", "signin.password.same"));
        }
        found.addAll(policy.violations(person.account(), newPassword, settings.get(SignInRules.class)));
        if (!found.isEmpty()) throw new Invalid(found);
    }

    /** Counted like signing in, so that a stolen session is no place to guess. */
    private boolean knows(Person person, String password) {
        return store.attempts
                .attempt(person.account(), "", () -> matching(person, password))
                .isPresent();
    }

    private Optional<String> matching(Person person, String password) {
        Optional<String> stored = store.credentials.find(person.id()).map(Credential::hash);
        return store.hashes.matches(password, stored) ? stored : Optional.empty();
    }

    private void activate(Person person) {
        callers.run(callers.system("first own password"), () -> directory.state(person.id(), PersonState.ACTIVE));
    }

    private void endSessions(Collection<Long> persons, boolean tokensToo) {
        store.sessions.endAllOf(persons);
        if (tokensToo) store.tokens.endAllOf(persons);
    }

    /** @return account → one-time password, in the given order */
    Map<String, String> invite(Collection<String> accounts) {
        Caller caller = store.rights.ownEyes();
        return tx.get(() -> {
            Map<String, Long> people = store.people.byAccount(accounts);
            if (!store.rights.everybody(caller)) people.values().forEach(store.rights::requireAdministered);
            Map<String, String> made = new LinkedHashMap<>();
            Map<Long, Credential> credentials = new LinkedHashMap<>();
            Instant now = clock.instant();
            people.forEach((account, person) -> {
                String secret = Secrets.oneTime();
                made.put(account, secret);
                credentials.put(person, new Credential(PasswordHashes.makeOneTime(secret), true, now));
            });
            store.credentials.put(credentials);
            store.attempts.forgive(made.keySet());
            endSessions(credentials.keySet(), true);
            told(made.keySet());
            return made;
        });
    }

    private void told(Set<String> accounts) {
        if (accounts.size() == 1) {
            audit.write("password.invited", accounts.iterator().next(), Map.of());
        } else {
            audit.write("password.invited", "", Map.of("count", accounts.size()));
        }
    }
}
