package org.stepwise.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** The shipped server starts whole and closed to the outside. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class AssemblyTest {
    @Inject
    private BundleContext context;

    @Configuration
    public Option[] server() {
        return Distribution.fresh().options();
    }

    /** The boot features are still being started while the tests already run: both wait for the end of that. */
    @Test
    public void everyBundleIsActive() {
        assertEquals(List.of(), Distribution.untilEmpty(this::idleBundles));
    }

    /** A component that waits is a feature that is silently missing; the message says what each waits for. */
    @Test
    public void everyComponentIsSatisfied() {
        assertEquals(List.of(), Distribution.untilEmpty(this::idleBundles));
        assertEquals(List.of(), Distribution.untilEmpty(() -> Waiting.componentsOf(context)));
    }

    @Test
    public void theServerSaysThatItIsReadyOPS2() throws IOException {
        Distribution.awaitReady();
        HttpURLConnection live = (HttpURLConnection) new URL(Distribution.address() + "/health/live").openConnection();
        assertEquals(200, live.getResponseCode());
    }

    @Test
    public void startingWarnsOfNothing() throws IOException {
        Distribution.awaitReady();
        try (Stream<String> lines =
                Files.lines(Path.of(System.getProperty("stepwise.log"), "stepwise.log"), StandardCharsets.UTF_8)) {
            assertEquals(
                    List.of(),
                    lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                            .toList());
        }
    }

    @Test
    public void aNewHomeBeginsWithTheShippedTables() {
        Distribution.awaitReady();
        Path log = Path.of(System.getProperty("stepwise.log"));
        assertEquals(1, ServerLog.count(log, "module kernel "));
        assertEquals(0, ServerLog.count(log, "schema of kernel: ran"));
    }

    @Test
    public void modulesAreInsideButNotStarted() {
        assertFalse(Arrays.stream(context.getBundles())
                .anyMatch(bundle -> "org.stepwise.crm".equals(bundle.getSymbolicName())));
    }

    @Test
    public void theLibraryServletOfRestIsClosedOPS4() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(Distribution.address() + "/cxf").openConnection();
        connection.setInstanceFollowRedirects(false);
        int status = connection.getResponseCode();
        assertFalse("/cxf answers " + status, status == 200);
    }

    @Test
    public void nothingListensBeyondLoopbackOPS4() throws IOException {
        TreeSet<String> open = new TreeSet<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                for (String port : List.of("stepwise.http.port", "stepwise.ssh.port")) {
                    if (!address.isLoopbackAddress() && answers(address, Integer.getInteger(port))) {
                        open.add(address + " " + port);
                    }
                }
            }
        }
        assertEquals(Collections.emptySet(), open);
    }

    /** What never becomes a request is refused by the web server itself: shortly, and without telling what it is. */
    @Test
    public void anAddressThatIsNoneIsRefusedWithoutTellingOfTheServerOPS4() throws IOException {
        Distribution.awaitReady();
        for (String target : List.of("/%00", "/%zz", "/..%2f", "nowhere", "/two words")) {
            String answer = raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertTrue(target + ": " + answer, answer.startsWith("HTTP/1.1 400 "));
            String told = answer.toLowerCase(Locale.ROOT);
            for (String word : List.of("\nserver:", "jetty", "karaf", "java", "exception", "\tat ")) {
                assertFalse(target + ": " + answer, told.contains(word));
            }
        }
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", Integer.getInteger("stepwise.http.port"))) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private List<String> idleBundles() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getState() != wanted(bundle))
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getState())
                .toList();
    }

    private static int wanted(Bundle bundle) {
        boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
        return fragment ? Bundle.RESOLVED : Bundle.ACTIVE;
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
