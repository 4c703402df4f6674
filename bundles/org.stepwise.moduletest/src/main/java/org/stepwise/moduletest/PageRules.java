package org.stepwise.moduletest;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a page has to have for everybody, as far as its markup tells (WCAG 2.2 A); {@link Axe} looks at it in a browser. */
final class PageRules {
    private PageRules() {}

    static List<String> problems(Document page) {
        List<String> found = new ArrayList<>();
        boolean whole = !page.select("main").isEmpty();
        if (whole && page.select("h1").size() != 1) found.add(page.select("h1").size() + " main headings");
        if (whole && page.title().isBlank()) found.add("no title");
        for (Element input : page.select("input:not([type=hidden]), select, textarea")) {
            if (!labelled(page, input)) found.add("no label: " + brief(input));
        }
        for (Element pressed : page.select("button, a[href]")) {
            boolean named = !pressed.text().isBlank()
                    || !name(pressed).isBlank()
                    || !pressed.select("img[alt]").isEmpty();
            if (!named) found.add("no name: " + brief(pressed));
        }
        page.select("img:not([alt])").forEach(image -> found.add("no alternative: " + brief(image)));
        page.select("[style], [onclick], [onchange], script:not([src])")
                .forEach(inline -> found.add("inline style or script: " + brief(inline)));
        page.select("th:not([scope])").stream()
                .filter(head -> head.hasText())
                .forEach(head -> found.add("no scope: " + brief(head)));
        for (Element form : page.select("form[method=post]")) {
            if (form.select("input[name=_csrf]").isEmpty()) found.add("no token: " + brief(form));
        }
        return found;
    }

    private static boolean labelled(Document page, Element input) {
        boolean button = List.of("submit", "button", "reset").contains(input.attr("type"));
        if (button || !name(input).isBlank() || input.closest("label") != null) return true;
        return !input.id().isEmpty()
                && !page.select("label[for=\"" + input.id() + "\"]").isEmpty();
    }

    private static String name(Element element) {
        return element.attr("aria-label") + element.attr("aria-labelledby") + element.attr("title");
    }

    private static String brief(Element element) {
        String text = element.outerHtml().replaceAll("\\s+", " ");
        return text.substring(0, Math.min(120, text.length()));
    }
}
