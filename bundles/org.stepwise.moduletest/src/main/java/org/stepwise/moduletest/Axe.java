package org.stepwise.moduletest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.stepwise.testkit.PageTester;

/**
 * axe in Chromium over rendered pages, WCAG 2.2 A and AA. The pages are written to files, each in a frame of one page that collects
 * what is found, so that one run of the browser does for all and no server is needed.
 */
final class Axe {
    private static final String ONE_PAGE = """
            axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']})
              .then(r => r.violations.map(v => v.id + ' ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(', ')),
                    e => ['axe fails: ' + e])
              .then(found => parent.postMessage({place: window.name, found}, '*'));
            """;
    private static final String COLLECT = """
            const all = {};
            addEventListener('message', e => {
              all[e.data.place] = e.data.found;
              if (Object.keys(all).length === document.querySelectorAll('iframe').length) {
                const told = document.createElement('pre');
                told.id = 'found';
                told.textContent = JSON.stringify(all);
                document.body.append(told);
              }
            });
            """;
    private final Path browser;
    private final PageTester.Visitor visitor;

    Axe(Path browser, PageTester.Visitor visitor) {
        this.browser = browser;
        this.visitor = visitor;
    }

    /** Chromium or Chrome on the path, or where {@code stepwise.test.chromium} says. */
    static Optional<Path> browser() {
        Stream<Path> named =
                Stream.ofNullable(System.getProperty("stepwise.test.chromium")).map(Path::of);
        Stream<Path> found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)));
        return Stream.concat(named, found).filter(Files::isExecutable).findFirst();
    }

    List<String> problems(Map<String, String> pages) {
        Path directory = Path.of("target", "axe").toAbsolutePath();
        try {
            Files.createDirectories(directory);
            try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
                Files.write(directory.resolve("axe.min.js"), in.readAllBytes());
            }
            Document all = Jsoup.parse("<!doctype html><html lang=en><title>axe</title><body></body></html>");
            all.head().appendElement("script").appendChild(new DataNode(COLLECT));
            int number = 0;
            for (Map.Entry<String, String> page : pages.entrySet()) {
                String file = "page" + number++ + ".html";
                Files.writeString(
                        directory.resolve(file), prepared(page.getValue()).outerHtml());
                Element frame = all.body().appendElement("iframe");
                frame.attr("src", file)
                        .attr("name", page.getKey())
                        .attr("width", "1280")
                        .attr("height", "900");
            }
            Files.writeString(directory.resolve("all.html"), all.outerHtml());
            return found(run(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it looks with its stylesheets, without its scripts. */
    private Document prepared(String html) {
        Document page = Jsoup.parse(html);
        page.select("script").remove();
        for (Element link : page.select("link[rel=stylesheet]")) {
            Element style = page.createElement("style");
            style.appendChild(new DataNode(visitor.get(link.attr("href")).text()));
            link.replaceWith(style);
        }
        page.select("link").remove();
        page.body().appendElement("script").attr("src", "axe.min.js");
        page.body().appendElement("script").appendChild(new DataNode(ONE_PAGE));
        return page;
    }

    private String run(Path directory) throws IOException {
        Path printed = directory.resolve("found.html");
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + directory.resolve("profile"),
                "--window-size=1400,1000",
                "--timeout=60000",
                "--virtual-time-budget=60000",
                "--dump-dom",
                directory.resolve("all.html").toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(printed.toFile())
                .redirectError(directory.resolve("browser.log").toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) throw new AssertionError("the browser does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(printed, StandardCharsets.UTF_8);
    }

    private static List<String> found(String html) throws IOException {
        String json = Jsoup.parse(html).select("#found").text();
        if (json.isEmpty()) throw new AssertionError("axe did not end on all pages; see target/axe/browser.log");
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> place :
                new ObjectMapper().readTree(json).properties()) {
            place.getValue().forEach(one -> problems.add(place.getKey() + ": " + one.asText()));
        }
        return problems;
    }
}
