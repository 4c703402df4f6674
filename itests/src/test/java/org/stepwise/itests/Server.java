package org.stepwise.itests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The shipped server as a process of its own in a home under {@code target/homes}, to be stopped and started again. */
public final class Server implements AutoCloseable {
    private static final Path DIST = distribution();
    private static final String FEATURES = "org.apache.karaf.features.cfg";
    private static final int LINES_TOLD = 40;
    private static final Map<String, Path> LOGS = new ConcurrentHashMap<>();
    private final Path home;
    private final String port = freePort();
    private final String sshPort = freePort();
    private Process process;
    private int patience;

    private Server(Path home) {
        this.home = home;
        LOGS.put(address(), log().resolve("stepwise.log"));
    }

    /** A new home with nothing in it. @param database JDBC address, "" for Derby in the home */
    public static Server fresh(String name, String database) {
        Path home = Path.of("target", "homes", name).toAbsolutePath();
        try {
            delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return in(home, database);
    }

    /** A new home in a directory where nothing is yet. */
    static Server in(Path home, String database) {
        Server server = new Server(home);
        try {
            server.makeHome(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    /** Before the first start: a home of the demo company. */
    public Server demo() {
        write("demo", "Invented people only.\n");
        append("etc/custom.system.properties", "stepwise.demo = true\n");
        edit("featuresBoot *=.*", "$0, stepwise-demo");
        return this;
    }

    /** Before the first start: modules that are not shipped, as features of this file. */
    public Server offering(Path features) {
        edit("featuresRepositories *=.*", "$0, " + features.toUri());
        return this;
    }

    /** Before the first start: lines of a file in {@code etc/}, instead of those that are shipped. */
    public Server setting(String file, String... lines) {
        put("etc/" + file, String.join("\n", lines) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        return this;
    }

    /** Before the first start: a home that {@code ./stepwise} knows how to talk to. */
    Server scripted() {
        write("etc/.dist", DIST + "\n");
        return this;
    }

    private void makeHome(String database) throws IOException {
        for (String part : List.of("etc", "data/tmp", "log")) Files.createDirectories(home.resolve(part));
        try (Stream<Path> files = Files.walk(DIST.resolve("etc"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve("etc").resolve(DIST.resolve("etc").relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        write(
                "etc/custom.system.properties",
                "stepwise.http.port = " + port + "\nstepwise.ssh.port = " + sshPort + "\n");
        if (!database.isEmpty()) append("etc/org.stepwise.kernel.cfg", "\ndatabase.url = " + database + "\n");
        run(List.of(java(), DIST.resolve("bin/ConsoleKey.java").toString(), home.toString()));
    }

    /** Starts and waits until the server says that it is ready. */
    public Server start() {
        patience = 0;
        begin();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (!ready()) {
            askTooEarly();
            if (System.nanoTime() > deadline) throw new AssertionError("not ready; see " + home.resolve("log"));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        return this;
    }

    /** It dies on the way up, or when it is there. */
    public void startAndKill(long afterMillis) {
        begin();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMillis));
        kill();
    }

    private void begin() {
        ProcessBuilder builder = new ProcessBuilder(DIST.resolve("bin/karaf").toString(), "daemon");
        environment(builder);
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("log/out.log").toFile());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private boolean ready() {
        try {
            return Visitor.stranger(address()).get("/health/ready").status() == 200;
        } catch (UncheckedIOException notYet) {
            if (!process.isAlive()) throw new AssertionError("the server ended; see " + home.resolve("log"), notYet);
            return false;
        }
    }

    /** Nobody is served half: before the server is ready it asks for patience, and when it serves, it serves whole pages. */
    private void askTooEarly() {
        Visitor early = Visitor.stranger(address());
        try {
            Answer page = early.get("/sign-in");
            boolean whole = page.status() == 200 && page.text().contains("<title>Sign in");
            // for a moment there is the web server alone
            if (page.status() == 404 && patience == 0) return;
            if (!whole && page.status() != 503) throw new AssertionError("/sign-in while starting: " + page);
            Answer rest = early.get("/api/session");
            if (rest.status() != 503 && rest.status() != 401) throw new AssertionError("/api while starting: " + rest);
            if (page.text().contains("The server is starting")) patience++;
        } catch (UncheckedIOException notYet) {
            // no connection yet, or the web server is just taking something in
        }
    }

    /** How often somebody who came while it started was asked for patience. */
    int patience() {
        return patience;
    }

    private void environment(ProcessBuilder builder) {
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KARAF_BASE", home.toString());
        builder.environment().put("KARAF_DATA", home.resolve("data").toString());
        builder.environment().put("KARAF_ETC", home.resolve("etc").toString());
        builder.environment().put("KARAF_LOG", home.resolve("log").toString());
        builder.environment().put("KARAF_OPTS", "-Dkaraf.instances=" + home.resolve("data/instances"));
    }

    /** As an operator stops it. */
    public void stop() {
        process.destroy();
        if (!ended()) throw new AssertionError("the server does not end");
    }

    /** As after a loss of power: nothing of it has a moment to tidy up. */
    public void kill() {
        process.destroyForcibly();
        if (!ended()) throw new AssertionError("the server does not die");
    }

    private boolean ended() {
        try {
            return process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What a new build does before its first start: data, configuration and files stay. */
    void forgetCache() {
        try {
            delete(home.resolve("data"));
            Files.createDirectories(home.resolve("data/tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves nothing running, whatever state the server is in. */
    @Override
    public void close() {
        if (process == null || !process.isAlive()) return;
        process.destroy();
        if (!ended()) process.destroyForcibly();
    }

    /** Runs console commands with the key of the home. @return what was printed */
    String console(String... commands) {
        List<String> line = List.of(
                DIST.resolve("bin/client").toString(),
                "-h",
                "127.0.0.1",
                "-a",
                sshPort,
                "-u",
                "stepwise",
                "-k",
                home.resolve("keys/console").toString(),
                String.join("; ", commands));
        return run(line);
    }

    /** The last that the server which was asked warned of. @param asked a request, with the server's address in it */
    static String complaints(String asked) {
        return LOGS.entrySet().stream()
                .filter(log -> asked.contains(log.getKey() + "/"))
                .map(log -> complaints(log.getValue()))
                .findFirst()
                .orElse("");
    }

    private static String complaints(Path log) {
        try {
            List<String> told = Files.readAllLines(log).stream()
                    .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .toList();
            return String.join("\n", told.subList(Math.max(0, told.size() - LINES_TOLD), told.size()));
        } catch (IOException unread) {
            return unread.toString();
        }
    }

    /** Its number. */
    public long process() {
        return process.pid();
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    public Path home() {
        return home;
    }

    public Path log() {
        return home.resolve("log");
    }

    private String run(List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        environment(builder);
        try {
            Process command = builder.start();
            String printed = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            command.getOutputStream().close();
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void edit(String pattern, String replacement) {
        Path file = home.resolve("etc").resolve(FEATURES);
        try {
            Files.writeString(file, Files.readString(file).replaceFirst(pattern, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String text) {
        put(file, text, StandardOpenOption.CREATE_NEW);
    }

    private void append(String file, String text) {
        put(file, text, StandardOpenOption.APPEND);
    }

    private void put(String file, String text, StandardOpenOption how) {
        try {
            Files.writeString(home.resolve(file), text, how, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    private static Path distribution() {
        File[] unpacked = new File("target/server").listFiles(File::isDirectory);
        if (unpacked == null || unpacked.length != 1) throw new AssertionError("no server in target/server");
        return unpacked[0].toPath().toAbsolutePath();
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(directory)) {
            found.sorted(Comparator.reverseOrder()).forEach(files::add);
        }
        for (Path file : files) Files.delete(file);
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
