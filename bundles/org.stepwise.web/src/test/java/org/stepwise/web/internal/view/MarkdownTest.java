package org.stepwise.web.internal.view;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.Test;

/** Marks of guides and rules. */
public class MarkdownTest {
    private static Document page(String text) {
        return Jsoup.parse(Markdown.html(text, 1));
    }

    @Test
    public void headingsListsTablesAndCodeAreMadeOfTheirMarks() {
        Document page = page("""
                # Top
                A line
                and its end with **bold**, *soft* and `a < b`.

                - one
                  goes on
                - two
                  - inside
                - three

                1. first
                2. second

                | a | b |
                |---|---|
                | 1 | x \\| y |

                ```
                <b>code</b>
                ```
                > said
                """);
        assertEquals("Top", page.select("h2").text());
        assertEquals(
                "A line and its end with bold, soft and a < b.",
                page.select("body > p").text());
        assertEquals("one goes on", page.select("ul > li").first().text());
        assertEquals(1, page.select("ul ul li").size());
        assertEquals(3, page.select("body > ul > li").size());
        assertEquals(2, page.select("ol li").size());
        assertEquals("x | y", page.select("tbody td").last().text());
        assertEquals("<b>code</b>", page.select("pre code").text());
        assertEquals("said", page.select("blockquote").text());
    }

    @Test
    public void linesOfChineseAreJoinedWithoutABlank() {
        assertEquals("第一行第二行", page("第一行\n第二行").text());
    }

    @Test
    public void nothingOfATextIsTakenAsMarkup() {
        Document page = page("<script>alert(1)</script> <img src=x onerror=alert(1)>\n# <b>x</b>");
        assertEquals(0, page.select("script, img, h2 b").size());
        assertTrue(page.text(), page.text().contains("<script>alert(1)</script>"));
    }

    @Test
    public void aLinkLeadsToTheWebOrToUsOrIsPlainText() {
        Document page = page("[a](https://example.com/x?y=1&z=2) [b](/crm/customer) [c](javascript:alert(1))"
                + " [d](//evil.example) [e](data:text/html;base64,x) [f](/\\evil) ![g](https://evil.example/x.png)");
        assertEquals(2, page.select("a").size());
        assertEquals("https://example.com/x?y=1&z=2", page.select("a").first().attr("href"));
        assertEquals("noopener noreferrer", page.select("a").first().attr("rel"));
        assertEquals(0, page.select("img").size());
        assertFalse(page.html().contains("javascript:"));
    }

    @Test
    public void unfinishedMarksEnd() {
        for (String text : new String[] {"```", "|", "||", "- ", "**x", "[x](", "# ", "1.", ">", "|-|", "  - x"}) {
            assertFalse(text, Markdown.html(text, 1).contains("null"));
        }
    }
}
