package org.stepwise.rest.internal.rollout;

import java.time.Instant;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stepwise.kernel.api.access.Actions;
import org.stepwise.kernel.api.module.Nodes;
import org.stepwise.kernel.api.text.Texts;
import org.stepwise.rest.internal.Answer;
import org.stepwise.rest.internal.BuiltIn;
import org.stepwise.rest.internal.Needs;
import org.stepwise.rest.internal.access.Rights;
import org.stepwise.rest.internal.door.Visits;

/** Servers on one database, and what each lacks of the plan. */
@Component(service = BuiltIn.class)
@Path("nodes")
@Needs("rollout.phase")
@Produces(MediaType.APPLICATION_JSON)
public final class NodeResource implements BuiltIn {
    private final Nodes nodes;
    private final Rights rights;
    private final Texts texts;
    private final Visits visits;

    @Activate
    public NodeResource(
            @Reference Nodes nodes, @Reference Rights rights, @Reference Texts texts, @Reference Visits visits) {
        this.nodes = nodes;
        this.rights = rights;
        this.texts = texts;
        this.visits = visits;
    }

    /** Those that run or ran in the last days. */
    @GET
    @Answer(body = NodeView.class, list = true)
    public List<NodeView> all() {
        rights.require(Actions.SEE, "rollout.phase");
        return nodes.all().stream().map(this::view).toList();
    }

    private NodeView view(Nodes.Node node) {
        List<Lack> lacks = node.troubles().stream()
                .map(one -> new Lack(
                        one.module(), one.wanted(), texts.text(visits.locale(), one.key(), one.args()), one.since()))
                .toList();
        return new NodeView(node.id(), node.name(), node.here(), node.state(), node.started(), node.seen(), lacks);
    }

    /** A server. @param here is it the one that answers? */
    public record NodeView(
            String id, String name, boolean here, Nodes.State state, Instant started, Instant seen, List<Lack> lacks) {}

    /** A module that it cannot bring; it goes on trying. */
    public record Lack(String module, String wanted, String reason, Instant since) {}
}
