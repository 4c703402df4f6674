package org.stepwise.benchmarks.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * P6: first and second start of the shipped server until it says that it is ready, beside plain Karaf until its ssh port
 * answers, turn by turn. Wall time depends on what else the machine does; CPU time and the ratios less so.
 */
public final class StartBench {
    private static final int ROUNDS = 3;
    private final Path stepwise;
    private final Path karaf;
    private final Path work;
    private final Map<String, List<Figure>> figures = new TreeMap<>();

    private record Figure(double wall, double cpu, long megabytes) {}

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
        Server.delete(home);
        Server.copy(karaf, home);
        int port = Server.freePort();
        Server.set(home.resolve("etc/org.apache.karaf.shell.cfg"), "sshPort", port);
        Server server = new Server(home.resolve("bin/karaf"), Map.of(), work.resolve("output.txt"), () -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
        for (String boot : List.of("first", "second")) measure("karaf " + boot, server);
    }

    private void stepwise() throws IOException {
        Server server = Server.stepwise(stepwise, work.resolve("stepwise"), work.resolve("output.txt"));
        for (String boot : List.of("first", "second")) measure("stepwise " + boot, server);
    }

    private void measure(String name, Server server) throws IOException {
        long began = System.nanoTime();
        Process process = server.start();
        try {
            double wall = (System.nanoTime() - began) / 1e9;
            double cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
            figures.computeIfAbsent(name, unknown -> new ArrayList<>())
                    .add(new Figure(wall, cpu, Server.resident(process)));
        } finally {
            Server.stop(process);
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

    private double best(String name, ToDoubleFunction<Figure> part) {
        return figures.get(name).stream().mapToDouble(part).min().orElseThrow();
    }
}
