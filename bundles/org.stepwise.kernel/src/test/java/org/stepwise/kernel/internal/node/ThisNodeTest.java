package org.stepwise.kernel.internal.node;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.module.Nodes;
import org.stepwise.kernel.api.module.Nodes.State;
import org.stepwise.kernel.api.module.Nodes.Trouble;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.TestKernel;

@Covers("ROL-14")
public class ThisNodeTest {
    @ClassRule
    public static final TestKernel KERNEL = TestKernel.fresh();

    private final Transactions tx = KERNEL.get(Transactions.class);
    /** Beside the one that runs, which tells of itself at moments of its own. */
    private final ThisNode node =
            new ThisNode("this", tx, KERNEL.get(Guard.class), KERNEL.get(Texts.class), KERNEL.clock());

    private Trouble trouble() {
        return new Trouble(
                "fleet",
                "1.2.0",
                "release.reason.start",
                Map.of("what", "no licence"),
                KERNEL.clock().instant());
    }

    private List<Nodes.Node> all() {
        return KERNEL.system(node::all);
    }

    private Nodes.Node here() {
        return all().stream().filter(Nodes.Node::here).findFirst().orElseThrow();
    }

    private void other(Instant seen) {
        tx.run(() -> new NodeRows(tx.sql()).tell("other", "other:8181", seen, seen, List.of(trouble())));
    }

    @Test
    public void whatAServerLacksStandsWhereAllCanReadItAndInItsOwnHealth() {
        node.tell(List.of(trouble()));
        assertEquals(State.BEHIND, here().state());
        Trouble first = here().troubles().get(0);
        assertEquals("fleet", first.module());
        assertEquals(Map.of("what", "no licence"), first.args());
        assertEquals(Map.of("module fleet", "It cannot be started: no licence"), node.degraded());
        assertEquals("people can work all the same", Map.of(), node.problems());
        KERNEL.clock().advance(Duration.ofMinutes(1));
        node.tell(List.of(trouble()));
        assertEquals(
                "since when it is so", first.since(), here().troubles().get(0).since());
        node.tell(List.of());
        assertEquals(State.IN_STEP, here().state());
        assertEquals(Map.of(), node.degraded());
    }

    @Test
    public void anotherServerIsKnownUntilItHasBeenAwayForAWeek() {
        other(KERNEL.clock().instant());
        assertFalse("there is somebody to follow", node.tell(List.of()));
        assertEquals(State.BEHIND, state("other"));
        KERNEL.clock().advance(Duration.ofMinutes(4));
        node.tell(List.of());
        assertEquals(State.SILENT, state("other"));
        tx.run(() -> new NodeRows(tx.sql()).stopped("other", KERNEL.clock().instant()));
        assertEquals(State.STOPPED, state("other"));
        KERNEL.clock().advance(Duration.ofDays(8));
        node.tell(List.of());
        assertTrue(all().stream().noneMatch(one -> one.id().equals("other")));
    }

    private State state(String id) {
        return all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    public void whoMayNotSeeTheRolloutIsToldNothing() {
        assertThrows(Forbidden.class, node::all);
    }
}
