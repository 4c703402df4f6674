package org.stepwise.kernel.internal.fault;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Assume;

/** A PostgreSQL that a test may stop and start; skips the test where Debian's is not installed. */
final class OwnPostgres {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private final Path directory;
    private final int port;

    OwnPostgres() throws IOException {
        Assume.assumeTrue("PostgreSQL 15 is installed", Files.isExecutable(PROGRAMS.resolve("initdb")));
        directory = Files.createTempDirectory("stepwise-lost");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        if (root()) run(List.of("chown", "postgres", directory.toString()));
        program("initdb", "-D", data(), "-U", "stepwise", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=stepwise";
    }

    void start() {
        String options = "-p " + port + " -h 127.0.0.1 -k " + directory + " -c fsync=off";
        program("pg_ctl", "-D", data(), "-w", "-l", directory.resolve("log").toString(), "-o", options, "start");
    }

    void stop() {
        program("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
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
            File output = Files.createTempFile("stepwise-lost", ".txt").toFile();
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            if (process.waitFor() != 0)
                throw new IllegalStateException(command + ": " + Files.readString(output.toPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
