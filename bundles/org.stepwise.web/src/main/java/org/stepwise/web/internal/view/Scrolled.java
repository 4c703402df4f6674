package org.stepwise.web.internal.view;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** What may be wider than a phone and scrolls by itself, for the keyboard too. */
final class Scrolled extends CustomBlock {
    /** Draws it. */
    record Drawing(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Scrolled.class);
        }

        @Override
        public void render(Node node) {
            context.getWriter().tag("div", Map.of("class", "tblwrap", "tabindex", "0"));
            context.render(node.getFirstChild());
            context.getWriter().tag("/div");
        }
    }
}
