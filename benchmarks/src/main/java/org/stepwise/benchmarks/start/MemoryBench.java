package org.stepwise.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** P7: memory that the shipped server holds after a start and one full collection, with the kernel alone and with every module. */
public final class MemoryBench {
    private static final int ROUNDS = 2;
    private static final String HEAP = "512m";
    private final Path stepwise;
    private final Path work;

    private MemoryBench(Path stepwise, Path work) {
        this.stepwise = stepwise;
        this.work = work;
    }

    /** Arguments: the unpacked server, a directory to work in, a file for the result, the modules' names. */
    public static void main(String[] arguments) throws IOException {
        MemoryBench bench = new MemoryBench(Path.of(arguments[0]), Path.of(arguments[1]));
        List<String> modules = List.of(arguments).subList(3, arguments.length);
        Held kernel = bench.smallest(List.of());
        Held all = bench.smallest(modules);
        String text = String.format(
                Locale.ROOT,
                "P7, resident after a start, at rest, and a full collection at -Xmx%s, smaller of %d rounds%n%n"
                        + "kernel only          %4d MB   (budget 380), after the first start of the home %d MB%n"
                        + "with %-15s %4d MB, %.1f MB a module   (budget 8), after the first start of the home %d MB%n",
                HEAP,
                ROUNDS,
                kernel.second(),
                kernel.first(),
                String.join(" ", modules),
                all.second(),
                (double) (all.second() - kernel.second()) / modules.size(),
                all.first());
        Path result = Path.of(arguments[2]);
        Files.createDirectories(result.getParent());
        Files.writeString(result, text);
        System.out.print(text);
    }

    /** Megabytes after the first start, which makes tables and indexes, and after the second, which finds them. */
    private record Held(long first, long second) {}

    private Held smallest(List<String> modules) throws IOException {
        long first = Long.MAX_VALUE;
        long second = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            Path home = work.resolve("memory");
            Server server = Server.stepwise(stepwise, home, work.resolve("output.txt"))
                    .with("JAVA_MAX_MEM", HEAP)
                    .with("EXTRA_JAVA_OPTS", "-Xmx" + HEAP);
            boot(home.resolve("etc/org.apache.karaf.features.cfg"), modules);
            first = Math.min(first, measured(server));
            second = Math.min(second, measured(server));
        }
        return new Held(first, second);
    }

    private static long measured(Server server) throws IOException {
        Process process = server.start();
        try {
            Server.settled(process);
            Process collection = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(process.pid()),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (collection.onExit().join().exitValue() != 0) throw new IOException("no collection could be run");
            return Server.resident(process);
        } finally {
            Server.stop(process);
        }
    }

    private static void boot(Path features, List<String> modules) throws IOException {
        String more = modules.stream().map(name -> ", stepwise-" + name).collect(Collectors.joining());
        Files.writeString(features, Files.readString(features).replaceFirst("(?m)^(featuresBoot *=.*)$", "$1" + more));
    }
}
