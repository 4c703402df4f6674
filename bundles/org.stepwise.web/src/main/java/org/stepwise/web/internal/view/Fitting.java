package org.stepwise.web.internal.view;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Makes a parsed text fit into a page of ours. */
final class Fitting extends AbstractVisitor {
    private static final Pattern SAFE =
            Pattern.compile("(https?://|mailto:)[^\\s\"'<>]+|/(?!/)[^\\s\"'<>\\\\]*|#[\\w-]*");
    private static final int LOWEST = 6;
    private static final char BEFORE_WIDE = '\u2e7f';
    private final int below;
    private final UnaryOperator<String> addresses;

    Fitting(int below, UnaryOperator<String> addresses) {
        this.below = below;
        this.addresses = addresses;
    }

    @Override
    public void visit(Heading heading) {
        heading.setLevel(Math.min(LOWEST, heading.getLevel() + below));
        visitChildren(heading);
    }

    @Override
    public void visit(Link link) {
        visitChildren(link);
        String address = addresses.apply(link.getDestination());
        link.setDestination(address);
        if (SAFE.matcher(address).matches()) return;
        for (Node said = link.getFirstChild(); said != null; said = link.getFirstChild()) link.insertBefore(said);
        link.unlink();
    }

    @Override
    public void visit(Image image) {
        String address = addresses.apply(image.getDestination());
        image.setDestination(address);
        if (!address.startsWith("/") || !SAFE.matcher(address).matches()) image.unlink();
    }

    /** A line ends a word in English, but not in Chinese. */
    @Override
    public void visit(SoftLineBreak end) {
        boolean before = end.getPrevious() instanceof Text text
                && wide(text, text.getLiteral().length() - 1);
        boolean after = end.getNext() instanceof Text text && wide(text, 0);
        if (before || after) end.unlink();
    }

    private static boolean wide(Text text, int at) {
        return at >= 0 && at < text.getLiteral().length() && text.getLiteral().charAt(at) > BEFORE_WIDE;
    }

    @Override
    public void visit(CustomBlock block) {
        visitChildren(block);
        if (!(block instanceof TableBlock)) return;
        Scrolled around = new Scrolled();
        block.insertBefore(around);
        around.appendChild(block);
    }
}
