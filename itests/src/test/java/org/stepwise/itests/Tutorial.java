package org.stepwise.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The commands of a guide's page, run in its order in one shell that has no network to build from. */
final class Tutorial {
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private final Path guide;
    private final Path partner;
    private final Map<String, String> environment = new TreeMap<>();

    /** @param partner an own directory instead of the page's {@code /tmp/partner} */
    Tutorial(String guide, Path partner) throws IOException {
        this.guide = TOP.resolve("docs").resolve("guide").resolve(guide);
        this.partner = partner;
        Files.createDirectories(partner);
        Path programs = Files.createDirectories(partner.resolve("bin"));
        Path maven = programs.resolve("mvn");
        String real = System.getenv().getOrDefault("MVN", "mvn");
        String built = System.getProperty("stepwise.repository");
        String path = System.getenv("PATH");
        Files.writeString(maven, """
                #!/bin/sh
                PATH='%s' exec %s -B -ntp -q -o -Daether.offline.protocols=file -Dmaven.repo.local=%s %s "$@"
                """.formatted(path, real, partner.resolve("maven"), postgres()));
        maven.toFile().setExecutable(true);
        environment.put("PATH", programs + ":" + path);
        environment.put("MVN", "env PATH=" + path + " " + real + " -Dmaven.repo.local=" + built);
        environment.put("STEPWISE_INSTALLED", "yes");
    }

    private static String postgres() {
        String server = Postgres.server();
        return server.isEmpty() ? "" : "'-Dstepwise.test.postgres=" + server + "'";
    }

    Tutorial with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** All blocks of commands on the page. */
    List<String> commands() throws IOException {
        return COMMANDS.matcher(Files.readString(guide))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The blocks of commands from one to another, by number from 0. */
    void run(int from, int to) throws IOException {
        for (String block : commands().subList(from, to)) {
            Outcome outcome = run(block);
            if (outcome.status() != 0) throw new AssertionError(block + outcome.printed());
        }
    }

    /** How a command ended. */
    record Outcome(int status, String printed) {}

    /** In the directory of the checkout. */
    Outcome run(String commands) throws IOException {
        Path printed = partner.resolve("printed.txt");
        ProcessBuilder shell = new ProcessBuilder("bash", "-ec", commands.replace("/tmp/partner", partner.toString()))
                .directory(TOP.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        shell.environment().putAll(environment);
        Process process = shell.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(8, TimeUnit.MINUTES))
                throw new AssertionError("never ends: " + Files.readString(printed));
            return new Outcome(process.exitValue(), Files.readString(printed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        } finally {
            process.destroyForcibly();
        }
    }
}
