package org.stepwise.benchmarks.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * P12: 100,000 customers from a workbook into a fresh server, then the same ones exported and imported again, each found by its number
 * and left unchanged; beside the same rows in SQL batches.
 */
public final class ImportBench {
    private static final int ROWS = 100_000;
    private static final double TICK = 100;
    private final String kind;
    private final long process;

    /** @param cpu of the server's process; a PostgreSQL beside it not counted */
    private record Took(double wall, double cpu) {}

    /** Work that may fail. */
    private interface Work {
        void run() throws IOException;
    }

    private ImportBench(String kind, long process) {
        this.kind = kind;
        this.process = process;
    }

    /** Arguments: kind of database, its budget in seconds, address, home, process and database of a fresh server, file for the result. */
    public static void main(String[] args) throws Exception {
        String load = load();
        ImportBench bench = new ImportBench(args[0], Long.parseLong(args[4]));
        Importer importer = new Importer(args[2], Path.of(args[3]));
        byte[] workbook = new Customers(ROWS).workbook();
        Took first = bench.took(() -> importer.imports(workbook));
        byte[] exported = importer.exported();
        Took again = bench.took(() -> importer.imports(exported));
        bench.stop();
        double floor = Floor.seconds(args[5]);
        String text = bench.report(first, again, floor, Double.parseDouble(args[1]), load);
        Files.writeString(Path.of(args[6]), text);
        System.out.print(text);
    }

    private Took took(Work work) throws IOException {
        double cpu = cpu();
        long began = System.nanoTime();
        work.run();
        return new Took((System.nanoTime() - began) / 1e9, cpu() - cpu);
    }

    private double cpu() throws IOException {
        String[] fields = Files.readString(Path.of("/proc", String.valueOf(process), "stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICK;
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).replaceAll(" \\S+ \\S+\\s*$", "");
    }

    /** Nobody else has the database open when the floor is measured. */
    private void stop() throws ExecutionException, InterruptedException {
        ProcessHandle server = ProcessHandle.of(process).orElseThrow();
        server.destroy();
        server.onExit().get();
    }

    private String report(Took first, Took again, double floor, double budget, String load) throws IOException {
        return String.format(
                Locale.ROOT,
                "P12 on %s: %,d customers from xlsx, in the background, server at -Xmx512m; load before %s, after %s%n"
                        + "  new ones                   wall %6.1f s   cpu of the server %6.1f s   budget %.0f s  %s%n"
                        + "  the same again by number   wall %6.1f s   cpu of the server %6.1f s%n"
                        + "  floor: rows in SQL batches wall %6.1f s   ratio of the new ones %.1f%n",
                kind,
                ROWS,
                load,
                load(),
                first.wall,
                first.cpu,
                budget,
                first.wall <= budget ? "met" : "MISSED",
                again.wall,
                again.cpu,
                floor,
                first.wall / floor);
    }
}
