package org.stepwise.kernel.internal.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.module.Health;
import org.stepwise.kernel.api.module.Nodes;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.kernel.api.tx.Transactions;
import org.stepwise.kernel.internal.audit.Guard;
import org.stepwise.kernel.internal.module.NodeId;

/** This server among the others: it tells what it lacks, where all of them can read it, and what is wrong in its own health. */
@Component(service = {Nodes.class, Health.class, ThisNode.class})
public final class ThisNode implements Nodes, Health {
    private static final Logger LOG = LoggerFactory.getLogger(ThisNode.class);
    private static final int LONGEST_NAME = 200;
    private final String id;
    private final Transactions transactions;
    private final Guard guard;
    private final Texts texts;
    private final Clock clock;
    private final NodeRows rows;
    private final Instant started;
    private volatile List<Trouble> troubles = List.of();

    @Activate
    public ThisNode(
            @Reference Transactions transactions,
            @Reference Guard guard,
            @Reference Texts texts,
            @Reference Clock clock) {
        this(NodeId.ofThisHome(), transactions, guard, texts, clock);
    }

    ThisNode(String id, Transactions transactions, Guard guard, Texts texts, Clock clock) {
        this.id = id;
        this.transactions = transactions;
        this.guard = guard;
        this.texts = texts;
        this.clock = clock;
        this.rows = new NodeRows(transactions.sql());
        this.started = clock.instant();
    }

    /** Tells what this server lacks now. @return whether no other server runs */
    public boolean tell(List<Trouble> lacking) {
        Instant now = clock.instant();
        String name = name();
        List<Trouble> found = lacking.stream().map(this::sinceThen).toList();
        boolean alone = transactions.get(() -> {
            rows.forget(now);
            rows.tell(id, name, started, now, found);
            return rows.all(id, now).stream().allMatch(ThisNode::hereOrAway);
        });
        troubles = found;
        return alone;
    }

    private static boolean hereOrAway(Node node) {
        return node.here() || node.state() == State.STOPPED || node.state() == State.SILENT;
    }

    /** One that was there before keeps its time. */
    private Trouble sinceThen(Trouble trouble) {
        return troubles.stream()
                .filter(one -> one.module().equals(trouble.module())
                        && one.wanted().equals(trouble.wanted())
                        && one.key().equals(trouble.key())
                        && one.args().equals(trouble.args()))
                .findFirst()
                .orElse(trouble);
    }

    /** Asked for in the background only: a machine whose name nobody knows takes its time to say so. */
    private static String name() {
        String called = System.getProperty("stepwise.node", "");
        String name = called.isBlank() ? machine() + ":" + System.getProperty("stepwise.http.port", "") : called;
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public List<Node> all() {
        guard.require(Actions.SEE, "rollout.phase");
        return transactions.read(() -> rows.all(id, clock.instant()));
    }

    @Override
    public Map<String, String> problems() {
        return Map.of();
    }

    @Override
    public Map<String, String> degraded() {
        Map<String, String> found = new TreeMap<>();
        troubles.forEach(one -> found.put("module " + one.module(), texts.text(Locale.ENGLISH, one.key(), one.args())));
        return found;
    }

    @Deactivate
    void stop() {
        try {
            transactions.run(() -> rows.stopped(id, clock.instant()));
        } catch (RuntimeException e) {
            LOG.debug("that this server stops could not be told", e);
        }
    }
}
