package org.stepwise.kernel.internal.module;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stepwise.kernel.api.Unavailable;
import org.stepwise.kernel.api.job.Progress;
import org.stepwise.kernel.api.module.Removal;
import org.stepwise.kernel.api.tx.Sql;
import org.stepwise.kernel.internal.text.Json;

/** Exports of modules' data: zips in the directory {@code exports} of the server's home, for its operator alone. */
final class Exports {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final String PART = ".part";
    private final Purge data;
    private final Sql sql;
    private final Clock clock;

    Exports(Purge data, Sql sql, Clock clock) {
        this.data = data;
        this.sql = sql;
        this.clock = clock;
    }

    /** One at a time; a place holds a whole export or nothing. @return its path within the home */
    synchronized String write(String module, List<Removal.Holding> held, Progress progress) {
        Path directory = Path.of(System.getProperty("stepwise.home", "."), "exports");
        String name = module + "-" + NAME.format(clock.instant()) + ".zip";
        Path part = directory.resolve(name + PART);
        long total = held.stream().mapToLong(Removal.Holding::count).sum();
        try {
            Files.createDirectories(directory);
            removeParts(directory, module);
            try (ZipArchive archive = new ZipArchive(part, sql, done -> progress.at(Math.min(done, total), total))) {
                data.export(module, archive);
                archive.file("export.json", about(module, held));
            }
            Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return "exports/" + name;
        } catch (IOException e) {
            Unavailable problem = new Unavailable("kernel.problem.export");
            problem.initCause(e);
            throw problem;
        } finally {
            removeQuietly(part);
        }
    }

    private InputStream about(String module, List<Removal.Holding> held) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("module", module);
        told.put("writtenAt", clock.instant().toString());
        told.putAll(Purge.counts(held));
        return new ByteArrayInputStream(Json.writeDetails(told).getBytes(StandardCharsets.UTF_8));
    }

    /** Of exports that a killed server left. */
    private static void removeParts(Path directory, String module) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().matches(module + "-.*\\.zip\\.part(\\.json)?"))
                    .forEach(Exports::removeQuietly);
        }
    }

    private static void removeQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Exports.class).debug("{} stays", file, e);
        }
    }
}
