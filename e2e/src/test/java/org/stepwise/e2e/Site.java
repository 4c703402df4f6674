package org.stepwise.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;

/**
 * A running server with a home of its own under {@code target/}, driven through {@code ./stepwise} as an administrator
 * would. Used as a class rule; the home stays for a look at its logs until the next run. While a journey is written,
 * {@code -Dstepwise.e2e.home} names the home of a server that runs already.
 */
public final class Site extends ExternalResource {
    private static final String SCRIPT = System.getProperty("stepwise.script", "../stepwise");
    private static final String RUNNING = System.getProperty("stepwise.e2e.home", "");
    private final Path home;
    private final boolean running;
    private final boolean demo;
    private final boolean https;
    private boolean started;
    private int port;
    private int securePort;
    private String printed = "";

    private Site(String name, boolean demo, boolean https) {
        this.running = demo && !RUNNING.isEmpty();
        this.home =
                running ? Path.of(RUNNING) : Path.of("target", "home-" + name).toAbsolutePath();
        this.demo = demo;
        this.https = https;
    }

    private static final class Company {
        private static final Site SITE = new Site("company", true, false);
    }

    /** One server with the demo company for all classes, until the JVM ends: each opens phases of its own and closes them. */
    public static Site company() {
        return Company.SITE;
    }

    /** A server as a new customer finds it, with HTTPS on. */
    public static Site empty(String name) {
        return new Site(name, false, true);
    }

    /** Starts a server in a new home, which must be refused. @return what was printed */
    public static String refused(String name, String... options) {
        Site site = new Site(name, false, false);
        delete(site.home);
        List<String> words = new ArrayList<>(List.of("--port", String.valueOf(freePort())));
        words.addAll(List.of(options));
        Ended ended = site.ended("start", words.toArray(String[]::new));
        if (ended.status == 0) throw new AssertionError("it starts: " + site.script("stop") + ended.text);
        return ended.text;
    }

    /** What the start printed. */
    public String printed() {
        return printed;
    }

    @Override
    protected void before() {
        if (started) return;
        started = true;
        if (running) {
            String line = "(?s).*stepwise\\.http\\.port *= *(\\d+).*";
            port = Integer.parseInt(file("etc/custom.system.properties").replaceAll(line, "$1"));
            return;
        }
        delete(home);
        port = freePort();
        List<String> options = new ArrayList<>(List.of("--port", String.valueOf(port)));
        if (demo) options.add("--demo");
        if (https) {
            securePort = freePort();
            options.addAll(List.of("--https", String.valueOf(securePort)));
        }
        printed = script("start", options.toArray(String[]::new));
        if (demo) Runtime.getRuntime().addShutdownHook(new Thread(() -> script("stop")));
    }

    @Override
    protected void after() {
        if (!demo) script("stop");
    }

    public String address() {
        return https ? "https://127.0.0.1:" + securePort : plainAddress();
    }

    public String plainAddress() {
        return "http://127.0.0.1:" + port;
    }

    public boolean has(String file) {
        return Files.exists(home.resolve(file));
    }

    /** Text of a file in the home. */
    public String file(String name) {
        try {
            return Files.readString(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a console command and tells what it printed. */
    public String console(String command) {
        return script("console", command);
    }

    private String script(String command, String... words) {
        Ended ended = ended(command, words);
        if (ended.status != 0) throw new IllegalStateException(command + " in " + home + " failed: " + ended.text);
        return ended.text;
    }

    /** A run of the script. */
    private record Ended(int status, String text) {}

    private Ended ended(String command, String... words) {
        List<String> line = new ArrayList<>(List.of(SCRIPT, command, "--home", home.toString()));
        line.addAll(List.of(words));
        try {
            Path output = Files.createTempFile("stepwise", ".txt");
            ProcessBuilder script = new ProcessBuilder(line);
            script.environment().put("LC_ALL", "C.UTF-8");
            Process process = script.redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .start();
            int status = process.waitFor();
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Ended(status, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) return;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
