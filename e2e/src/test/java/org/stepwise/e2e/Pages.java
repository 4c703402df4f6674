package org.stepwise.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.rules.ExternalResource;

/** Pages of signed-in people of the demo company: one live session a person, language and width, kept through a test class. */
final class Pages extends ExternalResource {
    private static final Pattern PASSWORD = Pattern.compile("[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}");
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"(\\d+)\"");
    private static final Path SHOTS = Path.of("target", "shots");
    private static final boolean LOOK = Boolean.getBoolean("stepwise.e2e.look");
    private static final String AXE = axe();
    private static final String CHECKS = """
            async () => {
              const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const found = (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations
                .map(v => v.id + ' ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', '));
              if (document.documentElement.scrollWidth > innerWidth) found.push('scrolls sideways');
              const said = [...document.querySelectorAll('[aria-label], [title], [placeholder]')]
                .map(e => [e.getAttribute('aria-label'), e.title, e.placeholder].join(' '));
              const key = /(?<![\\w.@/-])(web|kernel|crm|directory|rollout|notices|files|rest|signin|access|link|role|action)\\.\\w+\\.[\\w.]+/g;
              const raw = [document.title, document.body.innerText, ...said].join(' ').match(key) || [];
              return [...found, ...new Set(raw.map(k => 'raw key ' + k))];
            }
            """;
    /** Loaded, and no block is being fetched or put in for a tenth of a second. */
    private static final String QUIET = """
            () => {
              const busy = document.readyState !== 'complete'
                || document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling') !== null;
              if (busy || !window.quietSince) window.quietSince = performance.now();
              return performance.now() - window.quietSince > 100;
            }
            """;

    private final Site site;
    private final Chromium chromium;
    private final Map<String, Page> sessions = new HashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();

    Pages(Site site, Chromium chromium) {
        this.site = site;
        this.chromium = chromium;
    }

    /** At a desk, in Chinese. */
    Page as(String account) {
        return as(account, "zh-CN", 1440);
    }

    /** In a language, which becomes the person's own, 390 pixels wide for a phone. */
    Page as(String account, String language, int width) {
        return sessions.computeIfAbsent(account + language + width, key -> signIn(account, language, width));
    }

    /** A further browser of the same person. */
    Page another(String account) {
        return signIn(account, "zh-CN", 1440);
    }

    private Page signIn(String account, String language, int width) {
        Page page = width < 721 ? chromium.phone(language) : chromium.desk(language);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) problems.add(message.text());
        });
        page.onPageError(error -> problems.add(page.url() + ": " + error));
        page.navigate(site.address() + "/sign-in?lang=" + language);
        page.fill("[name=account]", account);
        page.fill("[name=password]", password());
        page.press("[name=password]", "Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
        if (!language.equals(page.getAttribute("html", "lang"))) speak(page, language);
        return page;
    }

    private void speak(Page page, String language) {
        page.navigate(site.address() + "/me");
        page.selectOption("#m-locale", language);
        page.click("form[action='/me/language'] .btn");
        page.waitForSelector("html[lang=" + language + "]");
    }

    /** Errors of scripts and breaches of the content policy, on all pages so far. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private String password() {
        Matcher found = PASSWORD.matcher(site.file("demo-accounts.txt"));
        if (!found.find()) throw new AssertionError("no password among the demo accounts");
        return found.group();
    }

    /** Goes to a path. @return the status of the answer */
    int status(Page page, String path) {
        int status = page.navigate(site.address() + path).status();
        return confirmed(page, path) ? page.navigate(site.address() + path).status() : status;
    }

    /** At the first visit to a module its rules of use come first. */
    private static boolean confirmed(Page page, String path) {
        if (!page.url().contains("/rules/") || path.startsWith("/rules")) return false;
        page.click("form[action$='/confirm'] button");
        page.waitForURL(url -> !url.contains("/rules/"));
        return true;
    }

    /** Goes to a path and waits until its blocks are there. */
    Page open(Page page, String path) {
        page.navigate(site.address() + path);
        page.waitForFunction(QUIET);
        if (confirmed(page, path)) page.waitForFunction(QUIET);
        return page;
    }

    /** What is wrong with a page, light, and dark at a Chinese desk and on an English phone; the window is as tall as the page. See {@link #here}. */
    List<String> violations(String account, String language, int width, String path) {
        Page page = as(account, language, width);
        page.setViewportSize(width, 844);
        open(page, path);
        int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        page.setViewportSize(width, Math.max(height, 844));
        List<String> found = new ArrayList<>();
        boolean both = width < 721 == language.equals("en");
        for (String theme : both ? List.of("light", "dark") : List.of("light")) {
            page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme);
            String where = String.join(" ", account, language, String.valueOf(width), theme, path);
            if (LOOK)
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SHOTS.resolve("look").resolve(where.replaceAll("[^a-zA-Z0-9-]+", "_") + ".png")));
            here(page).forEach(line -> found.add(where + ": " + line));
        }
        return found;
    }

    /** Id of the record of a type whose field has this value, as the page's person finds it over REST. */
    String id(Page page, String type, String field, String value) {
        String list = "/api/" + type + "?filter=" + field + ":eq:" + value;
        String found = page.context().request().get(site.address() + list).text();
        Matcher id = ID.matcher(found);
        if (!id.find()) throw new AssertionError(list + " finds " + found);
        return id.group(1);
    }

    /** What axe finds on the page as it stands (WCAG 2.2 A and AA), sideways scrolling, and keys that no text stands for. */
    List<String> here(Page page) {
        if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) page.evaluate(AXE);
        return ((List<?>) page.evaluate(CHECKS)).stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream in = Pages.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture for the guide under {@code target/shots}. @return its size in bytes */
    long picture(Page page, String name) {
        try {
            Files.createDirectories(SHOTS);
            int width = page.viewportSize().width;
            page.setViewportSize(width, width < 721 ? 844 : 900);
            page.waitForFunction(
                    "() => ![...document.querySelectorAll('.skel')].some(late => {"
                            + " const r = late.getBoundingClientRect(); return r.height > 0 && r.top < innerHeight && r.bottom > 0; })");
            return page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png"))).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
