package org.stepwise.moduletest;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.junit.Test;
import org.stepwise.testkit.Covers;

@Covers("SDK-2")
public class PageRulesTest {
    private static List<String> found(String body) {
        return PageRules.problems(Jsoup.parse("<title>t</title><main><h1>Page</h1>" + body + "</main>"));
    }

    private static Optional<String> kind(String body) {
        return found(body).stream()
                .map(problem -> problem.replaceFirst(":.*", ""))
                .findFirst();
    }

    @Test
    public void whatIsMissingOnAPageIsNamed() {
        TreeMap<String, String> wrong = new TreeMap<>();
        wrong.put("<input name=a>", "no label");
        wrong.put("<button></button>", "no name");
        wrong.put("<img src=a>", "no alternative");
        wrong.put("<p style='color:red'>a</p>", "inline style or script");
        wrong.put("<table><tr><th>a</th></tr></table>", "no scope");
        wrong.put("<form method=post></form>", "no token");
        wrong.put("<h1>Second</h1>", "2 main headings");
        wrong.forEach((body, problem) -> assertEquals(body, Optional.of(problem), kind(body)));
    }

    @Test
    public void aLabelledFormIsFine() {
        String form = "<form method=post><input type=hidden name=_csrf><label for=a>A</label><input id=a>"
                + "<label>B<select></select></label><button aria-label=Go></button></form>";
        assertEquals(List.of(), found(form));
    }
}
