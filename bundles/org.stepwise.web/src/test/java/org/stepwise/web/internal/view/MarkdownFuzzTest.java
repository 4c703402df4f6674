package org.stepwise.web.internal.view;

import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.Test;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.Hostile;

/** Whatever a text holds, the page that is made of it runs nothing. */
public class MarkdownFuzzTest {
    private static final String ACTIVE = "script, iframe, object, embed, style, form, input, link, meta, base, svg";

    @Test
    @Covers("WEB-2")
    public void noTextBecomesAPageThatRunsSomething() {
        Hostile.each(MarkdownFuzzTest.class, "markdown", 3_000, MarkdownFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String html = Markdown.html(new String(input, StandardCharsets.UTF_8), 1);
        Document page = Jsoup.parseBodyFragment(html);
        if (!page.select(ACTIVE).isEmpty()) throw new AssertionError(html);
        for (Element element : page.getAllElements()) {
            element.attributes().forEach(attribute -> {
                String value = attribute.getValue().strip().toLowerCase(java.util.Locale.ROOT);
                boolean address = attribute.getKey().matches("href|src");
                boolean active = attribute.getKey().startsWith("on")
                        || attribute.getKey().equals("style");
                if (active || address && value.matches("(?s)(javascript|data|vbscript):.*"))
                    throw new AssertionError(html);
            });
        }
    }
}
