package org.stepwise.kernel.api.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.stepwise.kernel.api.access.Caller;
import org.stepwise.kernel.api.access.Door;

/**
 * Passwords, sessions and tokens (DIR-8). The cookie holds 256 random bits, the database their hash, read with the person's state
 * at each request; so freezing, revoking and a new password hold from the next request on. Signing in and setting a password
 * hash for a fifth of a second: doors call them outside of a transaction.
 */
@ProviderType
public interface SignIn {
    /** Name of the session cookie. */
    String COOKIE = "stepwise";

    /** By the page. */
    default Session signIn(String account, String password, String userAgent, String address) {
        return signIn(account, password, userAgent, address, Door.PAGE);
    }

    /**
     * Signs in and opens a session.
     *
     * @param door kept in the audit log
     * @throws org.stepwise.kernel.api.Forbidden wrong account or password (never tells which), frozen
     * @throws org.stepwise.kernel.api.Unavailable locked for a while; argument {@code seconds}
     */
    Session signIn(String account, String password, String userAgent, String address, Door door);

    /** The session behind a cookie value and its caller; empty when there is none or it ended. Writes last seen once a minute. */
    Optional<Entry> session(String cookie, Door door);

    /** The caller behind a bearer token. */
    Optional<Entry> token(String bearer);

    void signOut(String cookie);

    /**
     * Own password, or anybody's with {@code administer} on {@code directory.person} (old one empty). Ends every session of the
     * account: after changing one's own password the door signs in again with the new one, which rotates the cookie.
     *
     * @throws org.stepwise.kernel.api.Invalid the policy's violations at {@code newPassword}, or a wrong {@code oldPassword}
     */
    void password(String account, String oldPassword, String newPassword);

    /** A one-time password that must be changed at the first sign-in. */
    String invite(String account);

    /** Many at once, one statement per batch; account → one-time password. */
    java.util.Map<String, String> invite(java.util.Collection<String> accounts);

    List<Session> sessions(long person);

    void revoke(long session);

    /**
     * Of the current caller.
     *
     * @param scopes record types that are open to the caller, {@link Scopes} of doors, or {@code *}; with {@code :read} for reading
     *     only
     * @throws org.stepwise.kernel.api.Invalid with the scopes that there are when one is unknown
     */
    Token createToken(String name, Set<String> scopes, Optional<Instant> until);

    List<Token> tokens();

    void revokeToken(long token);

    /** View as (ACC-9) is announced in {@link Caller#onBehalf}. */
    void viewAs(String cookie, Optional<Long> person);

    /** @param csrf token that forms and scripts of this session send @param mustChange a new password is due first */
    record Entry(Caller caller, String csrf, boolean mustChange, Set<String> scopes) {
        /** May a token with these scopes do this? Sessions have {@code *}. */
        public boolean allows(String type, boolean write) {
            return scopes.contains("*")
                    || scopes.contains(type)
                    || (!write && (scopes.contains("*:read") || scopes.contains(type + ":read")));
        }
    }

    /** @param cookie only right after signing in, "" else */
    record Session(
            long id,
            String cookie,
            String csrf,
            boolean mustChange,
            Instant since,
            Instant lastSeen,
            String userAgent,
            String address) {}

    /** @param secret only right after creating, "" else */
    record Token(
            long id,
            String name,
            Set<String> scopes,
            Instant created,
            Optional<Instant> until,
            Optional<Instant> lastUsed,
            String secret) {}
}
