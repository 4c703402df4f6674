package org.stepwise.itests;

import static org.ops4j.pax.exam.CoreOptions.maven;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFileExtend;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.extra.VMOption;

/**
 * The shipped server as Pax Exam options: unpacked afresh, on free ports, on Derby in its own directory.
 *
 * <pre>
 * &#64;Configuration
 * public Option[] server() {
 *     return Distribution.fresh().property("stepwise.demo", "true").options();
 * }
 * </pre>
 *
 * The page address inside the container is {@link #address()}. PostgreSQL is taken when {@link #onPostgres()} is called
 * and {@code stepwise.test.postgres} names a server, as {@code ./stepwise test} does.
 */
public final class Distribution {
    private static final String KARAF = System.getProperty("stepwise.karaf.version", "");
    private static final String PORT = "stepwise.http.port";

    private static final String FEATURES = "etc/org.apache.karaf.features.cfg";

    private final List<Option> more = new ArrayList<>();

    private Distribution() {}

    public static Distribution fresh() {
        return new Distribution();
    }

    /** A system property of the server. */
    public Distribution property(String key, String value) {
        more.add(editConfigurationFilePut("etc/custom.system.properties", key, value));
        return this;
    }

    /** A home of the demo company, as {@code ./stepwise run --demo} makes it. */
    public Distribution demo() {
        more.add(editConfigurationFileExtend(FEATURES, "featuresBoot", ",stepwise-demo"));
        more.add(replaceConfigurationFile("demo", new File("pom.xml")));
        return property("stepwise.demo", "true");
    }

    /** Modules that are not shipped, as features of this file. */
    public Distribution offering(Path features) {
        more.add(editConfigurationFileExtend(FEATURES, "featuresRepositories", "," + features.toUri()));
        return this;
    }

    /** An option of the virtual machine. */
    public Distribution machine(String option) {
        more.add(new VMOption(option));
        return this;
    }

    /** A system property that the tests inside the container read. */
    public Distribution telling(String key, String value) {
        more.add(systemProperty(key).value(value));
        return this;
    }

    /** A line of a file in {@code etc/}. */
    public Distribution config(String file, String key, String value) {
        more.add(editConfigurationFilePut("etc/" + file, key, value));
        return this;
    }

    /** Runs on the test PostgreSQL, in a database of its own; see {@link #postgresThere()}. */
    public Distribution onPostgres() {
        return config("org.stepwise.kernel.cfg", "database.url", Postgres.freshDatabase());
    }

    public static boolean postgresThere() {
        return !Postgres.server().isEmpty();
    }

    public Option[] options() {
        String port = freePort();
        property(PORT, port).property("stepwise.ssh.port", freePort());
        Stream<Option> all = Stream.concat(Stream.concat(server(port), virtualMachine()), more.stream());
        return all.toArray(Option[]::new);
    }

    /** Where the server under test answers; to be called inside the container. */
    public static String address() {
        return "http://127.0.0.1:" + System.getProperty(PORT);
    }

    /** Waits until the server under test says that it is ready; to be called inside the container. */
    public static void awaitReady() {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        int status = 0;
        while (status != 200) {
            if (System.nanoTime() > deadline) throw new AssertionError("/health/ready still answers " + status);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            status = status("/health/ready");
        }
    }

    /** Asks until nothing is left, for a minute at most; what is still left then. */
    public static <T> List<T> untilEmpty(Supplier<List<T>> left) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        List<T> now = left.get();
        while (!now.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            now = left.get();
        }
        return now;
    }

    private static int status(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(address() + path).openConnection();
            return connection.getResponseCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static Stream<Option> server(String port) {
        return Stream.of(
                karafDistributionConfiguration()
                        .frameworkUrl(maven("org.stepwise", "karaf-assembly")
                                .versionAsInProject()
                                .type("tar.gz"))
                        .karafVersion(KARAF)
                        .name("Stepwise")
                        .unpackDirectory(new File("target/exam"))
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                systemProperty("pax.exam.service.timeout").value("180000"),
                systemProperty("pax.exam.osgi.unresolved.fail").value("true"),
                systemProperty("stepwise.test.port").value(port),
                // Pax Exam's own bundles come from the build's repository, not from the server's system folder
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.repositories",
                        "file:" + System.getProperty("stepwise.repository") + "@id=build@snapshots"));
    }

    /** What Karaf's own start script gives to Java 9 and later. */
    private static Stream<Option> virtualMachine() {
        return Stream.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "--add-reads=java.xml=java.logging",
                        "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                        "--patch-module",
                        "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + KARAF + ".jar",
                        "--patch-module",
                        "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + KARAF + ".jar",
                        "--add-opens",
                        "java.base/java.security=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/java.net=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED",
                        "--add-opens",
                        "java.base/java.util=ALL-UNNAMED",
                        "--add-opens",
                        "java.naming/javax.naming.spi=ALL-UNNAMED",
                        "--add-opens",
                        "java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                        "-classpath",
                        "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*")
                .map(VMOption::new);
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
