package org.stepwise.benchmarks.start;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * P6 and P7: first and second start of the shipped server until it says that it is ready, beside plain Karaf until its ssh port
 * answers, turn by turn. Wall time depends on what else the machine does; CPU time and the ratios less so.
 */
public final class StartBench {
    private static final int ROUNDS = 3;
    private final Path stepwise;
    private final Path karaf;
    private final Path work;
    private final Map<String, List<Figure>> figures = new TreeMap<>();

    private record Figure(double wall, double cpu, long megabytes) {}

    private interface Sign {
        boolean given() throws IOException;
    }

    private StartBench(Path stepwise, Path karaf, Path work) {
        this.stepwise = stepwise;
        this.karaf = karaf;
        this.work = work;
    }

    /** Arguments: the unpacked server, an unpacked plain Karaf, a directory to work in, a file for the result. */
    public static void main(String[] arguments) throws IOException {
        StartBench bench = new StartBench(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        for (int round = 0; round < ROUNDS; round++) {
            bench.karaf();
            bench.stepwise();
        }
        Path result = Path.of(arguments[3]);
        Files.createDirectories(result.getParent());
        Files.writeString(result, bench.report());
        System.out.print(bench.report());
    }

    private void karaf() throws IOException {
        Path home = work.resolve("karaf");
        delete(home);
        copy(karaf, home);
        int port = freePort();
        set(home.resolve("etc/org.apache.karaf.shell.cfg"), "sshPort", port);
        for (String boot : List.of("first", "second")) {
            measure("karaf " + boot, home.resolve("bin/karaf"), Map.of(), "daemon", () -> {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return true;
            });
        }
    }

    private void stepwise() throws IOException {
        Path home = work.resolve("stepwise");
        delete(home);
        copy(stepwise.resolve("etc"), home.resolve("etc"));
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
        for (String boot : List.of("first", "second")) {
            measure("stepwise " + boot, stepwise.resolve("bin/karaf"), places, "daemon", () -> {
                URL ready = new URL("http://127.0.0.1:" + port + "/health/ready");
                return ((HttpURLConnection) ready.openConnection()).getResponseCode() == 200;
            });
        }
    }

    private void measure(String name, Path program, Map<String, String> environment, String argument, Sign sign)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), argument);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(work.resolve("output.txt").toFile());
        long began = System.nanoTime();
        Process server = builder.start();
        try {
            await(sign, server);
            double wall = (System.nanoTime() - began) / 1e9;
            double cpu = server.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
            figures.computeIfAbsent(name, unknown -> new ArrayList<>())
                    .add(new Figure(wall, cpu, resident(server.pid())));
        } finally {
            server.destroy();
            server.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        }
    }

    private static void await(Sign sign, Process server) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (!given(sign)) {
            if (!server.isAlive()) throw new IllegalStateException("the server ended early");
            if (System.nanoTime() > deadline) throw new IllegalStateException("the server does not become ready");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean given(Sign sign) {
        try {
            return sign.given();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static long resident(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    private String report() {
        StringBuilder text =
                new StringBuilder("P6, best of " + ROUNDS + " rounds; karaf: plain Karaf until ssh answers;"
                        + " stepwise: kernel only, on Derby, until /health/ready answers 200\n\n");
        figures.forEach((name, taken) -> text.append(String.format(
                Locale.ROOT,
                "%-16s wall %6.2f s   cpu %6.2f s   resident %4d MB%n",
                name,
                best(name, Figure::wall),
                best(name, Figure::cpu),
                taken.stream().mapToLong(Figure::megabytes).min().orElse(0))));
        for (String boot : List.of("first", "second")) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nratio, %s start: wall %.2f, cpu %.2f",
                    boot,
                    best("stepwise " + boot, Figure::wall) / best("karaf " + boot, Figure::wall),
                    best("stepwise " + boot, Figure::cpu) / best("karaf " + boot, Figure::cpu)));
        }
        return text.append(String.format("   (budget 1.60)%n")).toString();
    }

    private double best(String name, java.util.function.ToDoubleFunction<Figure> part) {
        return figures.get(name).stream().mapToDouble(part).min().orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void set(Path file, String key, int value) throws IOException {
        Files.writeString(
                file, "\n" + key + " = " + value + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
