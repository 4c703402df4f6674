package org.stepwise.web.internal.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with the marks that guides are written with: headings, lists, tables, code, quotes, bold, links and pictures. All else is
 * escaped; a link leads to the web or to an address of ours, or stands as plain text.
 */
public final class Markdown {
    private static final Pattern HEADING = Pattern.compile("(#{1,4})\\s+(.+)");
    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*]|\\d{1,3}\\.)\\s+(.+)");
    private static final Pattern RULE = Pattern.compile("\\|[\\s:|-]+\\|");
    private static final Pattern INLINE = Pattern.compile(
            "`([^`]+)`|\\*\\*(.+?)\\*\\*|!\\[([^\\]]*)]\\(([^)\\s]+)\\)|\\[([^\\]]+)]\\(([^)\\s]+)\\)|\\*([^*\\s][^*]*)\\*");
    private static final Pattern SAFE =
            Pattern.compile("(https?://|mailto:)[^\\s\"'<>]+|/(?!/)[^\\s\"'<>\\\\]*|#[\\w-]*");
    private static final String FENCE = "```";
    private static final int LOWEST = 6;

    private final StringBuilder out = new StringBuilder();
    private final List<String> lines;
    private final UnaryOperator<String> addresses;
    private final int below;
    private int at;

    private Markdown(String text, int below, UnaryOperator<String> addresses) {
        this.lines = text.lines().toList();
        this.below = below;
        this.addresses = addresses;
    }

    /** @param below level of the heading above the text: 1 makes a first heading an h2 */
    public static String html(String text, int below) {
        return html(text, below, address -> address);
    }

    /** @param addresses turns an address of the text into one of ours; "" for none */
    public static String html(String text, int below, UnaryOperator<String> addresses) {
        Markdown page = new Markdown(text, below, addresses);
        while (page.at < page.lines.size()) page.block();
        return page.out.toString();
    }

    private String line() {
        return at < lines.size() ? lines.get(at) : "";
    }

    private void block() {
        String line = line();
        Matcher heading = HEADING.matcher(line);
        if (line.isBlank()) at++;
        else if (line.startsWith(FENCE)) code();
        else if (heading.matches()) heading(heading);
        else if (line.startsWith("|")) table();
        else if (line.startsWith(">")) quote();
        else if (ITEM.matcher(line).matches()) list();
        else paragraph();
    }

    private void heading(Matcher heading) {
        int level = Math.min(LOWEST, heading.group(1).length() + below);
        tagged("h" + level, inline(heading.group(2)));
        at++;
    }

    private void code() {
        List<String> held = new ArrayList<>();
        for (at++; at < lines.size() && !line().startsWith(FENCE); at++) held.add(escape(line()));
        at++;
        out.append("<pre><code>").append(String.join("\n", held)).append("</code></pre>\n");
    }

    private void quote() {
        List<String> held = new ArrayList<>();
        for (; line().startsWith(">"); at++) held.add(line().substring(1).strip());
        tagged("blockquote", "<p>" + inline(String.join(" ", held)) + "</p>");
    }

    private void paragraph() {
        List<String> held = new ArrayList<>();
        while (!line().isBlank() && !starts(line())) held.add(lines.get(at++).strip());
        tagged("p", inline(joined(held)));
    }

    private static boolean starts(String line) {
        return line.startsWith(FENCE)
                || line.startsWith("|")
                || line.startsWith(">")
                || HEADING.matcher(line).matches()
                || ITEM.matcher(line).matches();
    }

    /** A line ends a word in English, but not in Chinese. */
    private static String joined(List<String> parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            boolean wide = all.length() == 0 || all.charAt(all.length() - 1) > '\u2e7f' || part.charAt(0) > '\u2e7f';
            all.append(wide ? "" : " ").append(part);
        }
        return all.toString();
    }

    private void list() {
        Deque<String> open = new ArrayDeque<>();
        Deque<Integer> depths = new ArrayDeque<>();
        Matcher item = ITEM.matcher(line());
        while (item.matches()) {
            int depth = item.group(1).length();
            String kind = Character.isDigit(item.group(2).charAt(0)) ? "ol" : "ul";
            while (!depths.isEmpty() && depth < depths.peek()) close(open, depths);
            if (depths.isEmpty() || depth > depths.peek()) {
                out.append('<').append(kind).append('>');
                open.push(kind);
                depths.push(depth);
            } else {
                out.append("</li>");
            }
            out.append("<li>").append(inline(item(item.group(3))));
            item = ITEM.matcher(line());
        }
        while (!open.isEmpty()) close(open, depths);
        out.append('\n');
    }

    /** With the lines that go on, indented. */
    private String item(String first) {
        List<String> held = new ArrayList<>(List.of(first.strip()));
        for (at++; line().startsWith("  ") && !ITEM.matcher(line()).matches() && !line().isBlank(); at++) {
            held.add(line().strip());
        }
        return joined(held);
    }

    private void close(Deque<String> open, Deque<Integer> depths) {
        depths.pop();
        out.append("</li></").append(open.pop()).append('>');
    }

    private void table() {
        out.append("<div class=\"tblwrap\" tabindex=\"0\"><table class=\"tbl\">");
        boolean head =
                at + 1 < lines.size() && RULE.matcher(lines.get(at + 1).strip()).matches();
        if (head) {
            row("th", "thead");
            at++;
        }
        out.append("<tbody>");
        while (line().startsWith("|")) row("td", "");
        out.append("</tbody></table></div>\n");
    }

    private void row(String cell, String group) {
        String line = lines.get(at++).strip();
        String inside = line.substring(1, line.endsWith("|") && line.length() > 1 ? line.length() - 1 : line.length());
        if (!group.isEmpty()) out.append('<').append(group).append('>');
        out.append("<tr>");
        for (String one : inside.split("(?<!\\\\)\\|", -1)) {
            tagged(cell, inline(one.strip().replace("\\|", "|")));
        }
        out.append("</tr>");
        if (!group.isEmpty()) out.append("</").append(group).append('>');
    }

    private void tagged(String tag, String content) {
        out.append('<')
                .append(tag)
                .append('>')
                .append(content)
                .append("</")
                .append(tag)
                .append(">\n");
    }

    private String inline(String text) {
        StringBuilder made = new StringBuilder();
        Matcher found = INLINE.matcher(text);
        int from = 0;
        while (found.find()) {
            made.append(escape(text.substring(from, found.start()))).append(mark(found));
            from = found.end();
        }
        return made.append(escape(text.substring(from))).toString();
    }

    private String mark(Matcher found) {
        if (found.group(1) != null) return "<code>" + escape(found.group(1)) + "</code>";
        if (found.group(2) != null) return "<b>" + inline(found.group(2)) + "</b>";
        if (found.group(4) != null) return picture(found.group(3), found.group(4));
        if (found.group(6) != null) return link(found.group(5), found.group(6));
        return "<em>" + inline(found.group(7)) + "</em>";
    }

    private String picture(String said, String address) {
        return safe(address)
                .filter(own -> own.startsWith("/"))
                .map(own -> "<img src=\"" + escape(own) + "\" alt=\"" + escape(said) + "\" loading=\"lazy\">")
                .orElse("");
    }

    private String link(String said, String address) {
        return safe(address)
                .map(own -> "<a class=\"link\" href=\"" + escape(own) + "\""
                        + (own.startsWith("http") ? " rel=\"noopener noreferrer\"" : "") + ">" + inline(said) + "</a>")
                .orElseGet(() -> inline(said));
    }

    private Optional<String> safe(String address) {
        return Optional.of(addresses.apply(address))
                .filter(own -> SAFE.matcher(own).matches());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
