package org.stepwise.benchmarks.start;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server that is started as a process, until a sign of life. */
final class Server {
    /** Processor time in three seconds of a server at rest. */
    private static final Duration RESTING = Duration.ofMillis(100);

    private final Path program;
    private final Map<String, String> environment;
    private final Path output;
    private final Sign ready;

    /** Throws or answers false until the server is up. */
    interface Sign {
        boolean given() throws IOException;
    }

    Server(Path program, Map<String, String> environment, Path output, Sign ready) {
        this.program = program;
        this.environment = environment;
        this.output = output;
        this.ready = ready;
    }

    /** The shipped server in a new home. */
    static Server stepwise(Path unpacked, Path home, Path output) throws IOException {
        delete(home);
        copy(unpacked.resolve("etc"), home.resolve("etc"));
        Files.createDirectories(home.resolve("data"));
        Files.createDirectories(home.resolve("log"));
        int port = freePort();
        Path site = home.resolve("etc/custom.system.properties");
        set(site, "stepwise.http.port", port);
        set(site, "stepwise.ssh.port", freePort());
        Map<String, String> places = Map.of(
                "KARAF_BASE", home.toString(),
                "KARAF_DATA", home.resolve("data").toString(),
                "KARAF_ETC", home.resolve("etc").toString(),
                "KARAF_LOG", home.resolve("log").toString(),
                "KARAF_OPTS", "-Dkaraf.instances=" + home.resolve("data/instances"));
        return new Server(unpacked.resolve("bin/karaf"), places, output, () -> {
            URL health = new URL("http://127.0.0.1:" + port + "/health/ready");
            return ((HttpURLConnection) health.openConnection()).getResponseCode() == 200;
        });
    }

    Server with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Server(program, more, output, ready);
    }

    /** @return the process, ready */
    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "daemon");
        builder.environment().putAll(environment);
        Process server = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (!given()) {
            if (!server.isAlive()) throw new IllegalStateException("the server ended early");
            if (System.nanoTime() > deadline) {
                stop(server);
                throw new IllegalStateException("the server does not become ready");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return server;
    }

    private boolean given() {
        try {
            return ready.given();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Waits until the server has nothing left to do: modules, compilers and first jobs go on for a while after it is ready. */
    static void settled(Process server) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        Duration before = used(server);
        Duration now = before;
        do {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
            before = now;
            now = used(server);
            if (System.nanoTime() > deadline) throw new IOException("the server does not come to rest");
        } while (now.minus(before).compareTo(RESTING) > 0);
    }

    private static Duration used(Process server) {
        return server.info().totalCpuDuration().orElseThrow();
    }

    static void stop(Process server) {
        server.destroy();
        server.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Megabytes of memory that the process holds. */
    static long resident(Process server) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + server.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void set(Path file, String key, Object value) throws IOException {
        Files.writeString(
                file, "\n" + key + " = " + value + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
