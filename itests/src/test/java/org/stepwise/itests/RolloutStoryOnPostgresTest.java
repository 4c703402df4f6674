package org.stepwise.itests;

import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The story of {@link RolloutStoryTest} on PostgreSQL; run when {@code ./stepwise test} has started one. */
public class RolloutStoryOnPostgresTest extends RolloutStoryTest {
    @Override
    @Configuration
    public Option[] server() {
        return Distribution.fresh().demo().onPostgres().options();
    }
}
