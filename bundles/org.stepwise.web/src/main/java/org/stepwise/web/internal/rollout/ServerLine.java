package org.stepwise.web.internal.rollout;

import java.time.Instant;
import java.util.List;
import org.stepwise.kernel.api.module.Nodes;
import org.stepwise.web.internal.Services;
import org.stepwise.web.internal.page.Visit;

/** A server on the board (ROL-14). @param lacks sentences that tell what it cannot bring */
record ServerLine(String name, boolean here, String state, String tone, Instant seen, List<Lack> lacks) {

    /** A module that a server cannot bring. */
    record Lack(String module, String wanted, String reason) {}

    /** None where there is one server and nothing to tell of it. */
    static List<ServerLine> of(Services services, Visit visit) {
        List<Nodes.Node> nodes = services.nodes();
        boolean quiet = nodes.size() < 2
                && nodes.stream().allMatch(node -> node.troubles().isEmpty());
        if (quiet) return List.of();
        return nodes.stream().map(node -> of(node, services, visit)).toList();
    }

    private static ServerLine of(Nodes.Node node, Services services, Visit visit) {
        String tone = switch (node.state()) {
            case IN_STEP -> "ok";
            case BEHIND -> "bad";
            case SILENT -> "warn";
            case STOPPED -> "";
        };
        List<Lack> lacks = node.troubles().stream()
                .map(one -> new Lack(
                        services.texts
                                .find(visit.locale(), one.module() + ".module.name")
                                .orElse(one.module()),
                        one.wanted(),
                        services.texts.text(visit.locale(), one.key(), one.args())))
                .toList();
        String state = services.texts.text(visit.locale(), "node.state." + node.state());
        return new ServerLine(node.name(), node.here(), state, tone, node.seen(), lacks);
    }
}
