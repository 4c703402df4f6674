package org.stepwise.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of a test's own, made of Debian's programs, that the test may stop and start. Not there: the test fails. */
public final class OwnPostgres implements AutoCloseable {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private final Path directory;
    private final int port;
    private final String settings;

    /** Made, not started. */
    public OwnPostgres() {
        this("");
    }

    /** @param settings further options of the server, such as {@code -c synchronous_commit=off} */
    public OwnPostgres(String settings) {
        this.settings = settings;
        if (!Files.isExecutable(PROGRAMS.resolve("initdb"))) {
            throw new IllegalStateException(
                    "PostgreSQL 15 is missing (no " + PROGRAMS + "/initdb); on Debian: apt-get install postgresql-15");
        }
        try {
            directory = Files.createTempDirectory("stepwise-postgres");
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (root()) run(List.of("chown", "postgres", directory.toString()));
        program("initdb", "-D", data(), "-U", "stepwise", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
    }

    private static final class Shared {
        private static final OwnPostgres SERVER = new OwnPostgres();

        static {
            SERVER.start();
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    /** JDBC address of the one that runs until the JVM ends. */
    static String shared() {
        return Shared.SERVER.url();
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** JDBC address, whether it runs or not. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=stepwise";
    }

    public void start() {
        String options = "-p " + port + " -h 127.0.0.1 -k " + directory + " -c fsync=off " + settings;
        program("pg_ctl", "-D", data(), "-w", "-l", directory.resolve("log").toString(), "-o", options, "start");
    }

    /** At once, as after a loss of power. */
    public void stop() {
        program("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    /** Kills it with all its processes: what they had not given to the system yet is lost. */
    public void kill() {
        try {
            String first = Files.readAllLines(Path.of(data(), "postmaster.pid")).get(0);
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(server), server.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it when it runs, and removes it. */
    @Override
    public void close() {
        if (Files.exists(directory.resolve("data").resolve("postmaster.pid"))) stop();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void program(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root()) command.addAll(List.of("runuser", "-u", "postgres", "--"));
        command.add(PROGRAMS.resolve(name).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) {
        try {
            Path output = Files.createTempFile("stepwise-postgres", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int status = process.waitFor();
            String told = Files.readString(output);
            Files.delete(output);
            if (status != 0) throw new IllegalStateException(command + ": " + told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
