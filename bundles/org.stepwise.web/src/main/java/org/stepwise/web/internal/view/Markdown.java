package org.stepwise.web.internal.view;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * CommonMark with tables, as guides and rules are written. HTML in it is shown as text; a link leads to the web or to an address of
 * ours, or stands as plain text; a picture is one of ours or is left out.
 */
public final class Markdown {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .attributeProviderFactory(context -> (node, tag, attributes) -> dress(node, attributes))
            .nodeRendererFactory(Scrolled.Drawing::new)
            .build();

    private Markdown() {}

    /** @param below level of the heading above the text: 1 makes a first heading an h2 */
    public static String html(String text, int below) {
        return html(text, below, address -> address);
    }

    /** @param addresses turns an address of the text into one of ours; "" for none */
    public static String html(String text, int below, UnaryOperator<String> addresses) {
        Node page = PARSER.parse(text);
        page.accept(new Fitting(below, addresses));
        return RENDERER.render(page);
    }

    private static void dress(Node node, Map<String, String> attributes) {
        if (node instanceof TableBlock) attributes.put("class", "tbl");
        if (node instanceof Image) attributes.put("loading", "lazy");
        if (node instanceof Link link) {
            attributes.put("class", "link");
            if (link.getDestination().startsWith("http")) attributes.put("rel", "noopener noreferrer");
        }
    }
}
