package org.stepwise.benchmarks.lists;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the figures were measured on. @param load of the last minute and five, as the system tells it */
record Machine(String at, int cores, long megabytes, String processor, String load) {
    static Machine now() throws IOException {
        String memory = line("/proc/meminfo", "MemTotal");
        String[] load = Files.readString(Path.of("/proc/loadavg")).split(" ");
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(memory.replaceAll("\\D", "")) / 1024,
                line("/proc/cpuinfo", "model name").replaceFirst(".*: *", ""),
                load[0] + " " + load[1]);
    }

    private static String line(String file, String start) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("0");
    }
}
