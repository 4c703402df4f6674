package org.stepwise.signin.internal;

/**
 * The company's rules for signing in.
 *
 * @param passwordLength fewest characters of a password
 * @param oneTimeDays days until a one-time password ends unused
 * @param idleMinutes a session ends after so many minutes without a request
 * @param sessionHours a session ends so many hours after signing in
 * @param accountAttempts wrong passwords in a row until an account is locked for a while
 * @param addressAttempts wrong passwords from one address until that address is locked for a while
 * @param lockSeconds length of the first lock; each further wrong password doubles it
 * @param lockMinutes longest lock
 * @param tokenDays longest life of an access token
 * @param tokens most access tokens of one person
 */
public record SignInRules(
        int passwordLength,
        int oneTimeDays,
        int idleMinutes,
        int sessionHours,
        int accountAttempts,
        int addressAttempts,
        int lockSeconds,
        int lockMinutes,
        int tokenDays,
        int tokens) {
    private static final int MOST = 100_000;

    public SignInRules {
        if (passwordLength < 8 || passwordLength > 64) throw new IllegalArgumentException("passwordLength");
        for (int value : new int[] {
            oneTimeDays,
            idleMinutes,
            sessionHours,
            accountAttempts,
            addressAttempts,
            lockSeconds,
            lockMinutes,
            tokenDays,
            tokens
        }) {
            if (value < 1 || value > MOST) throw new IllegalArgumentException(String.valueOf(value));
        }
    }

    public SignInRules() {
        this(10, 30, 120, 12, 5, 100, 30, 15, 365, 50);
    }
}
