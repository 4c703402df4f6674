package org.stepwise.itests;

/** {@link RestartTest} on PostgreSQL; run when {@code ./stepwise test} has started one. */
public class RestartOnPostgresTest extends RestartTest {
    @Override
    protected String database() {
        return Postgres.freshDatabase();
    }
}
