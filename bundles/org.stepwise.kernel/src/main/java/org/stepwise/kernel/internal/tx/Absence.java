package org.stepwise.kernel.internal.tx;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Why the database does not answer, in the driver's words and without passwords; told once, and again when it is another reason. */
final class Absence {
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=)[^&;\\s]*");
    private final Consumer<String> log;
    private volatile Optional<String> reason = Optional.empty();

    Absence(Consumer<String> log) {
        this.log = log;
    }

    synchronized void because(SQLException thrown) {
        String now = words(thrown);
        if (reason.equals(Optional.of(now))) return;
        reason = Optional.of(now);
        log.accept("the database does not answer: " + now);
    }

    /** @return whether it was away */
    boolean over() {
        return reason.isPresent() && end();
    }

    private synchronized boolean end() {
        boolean away = reason.isPresent();
        reason = Optional.empty();
        return away;
    }

    Optional<String> reason() {
        return reason;
    }

    /** Of the driver's own exception: the pool's around it tells only how long was waited. */
    private static String words(SQLException thrown) {
        SQLException driver = thrown;
        while (driver.getCause() instanceof SQLException cause) driver = cause;
        String text = String.valueOf(driver.getMessage()).replaceAll("\\s+", " ");
        return PASSWORD.matcher(text).replaceAll("$1…") + " [" + driver.getSQLState() + "]";
    }
}
