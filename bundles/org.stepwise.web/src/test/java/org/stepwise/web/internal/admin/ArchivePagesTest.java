package org.stepwise.web.internal.admin;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.module.Modules;
import org.stepwise.kernel.api.module.Releases;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

/** Archives of modules on the pages of the administration. */
@Covers("ROL-12")
public class ArchivePagesTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static final Delivered DELIVERED = new Delivered();

    @BeforeClass
    public static void aServerThatTakesArchives() {
        SHOP.kernel().context().registerService(Releases.class, DELIVERED, new Hashtable<>());
    }

    /** What a running server does with archives: it notes them, and refuses one that is not signed. */
    private static final class Delivered implements Releases {
        final List<String> brought = new ArrayList<>();

        private Modules.Info note(String step, Delivery delivery) {
            try {
                String content = new String(delivery.content().readAllBytes(), StandardCharsets.UTF_8);
                if (content.equals("unsigned")) throw Invalid.of("archive", "release.problem.unsigned");
                brought.add(step + " " + delivery.name() + " " + content + " " + delivery.checksum());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return SHOP.kernel().system(() -> SHOP.kernel().get(Modules.class).info("shop"));
        }

        @Override
        public Modules.Info install(Delivery delivery) {
            return note("install", delivery);
        }

        @Override
        public Modules.Info upgrade(Delivery delivery) {
            return note("upgrade", delivery);
        }

        @Override
        public Modules.Info upgrade(String module, String version) {
            brought.add(module + " to " + version);
            return SHOP.kernel().system(() -> SHOP.kernel().get(Modules.class).info("shop"));
        }

        @Override
        public List<Release> of(String module) {
            Instant since = Instant.parse("2026-05-04T08:00:00Z");
            return List.of(
                    new Release(module, "1.1.0", Source.ARCHIVE, "shop-1.1.kar", "ab12", "CN=acme", 1000, since, true),
                    new Release(module, "1.0.0", Source.ARCHIVE, "shop-1.0.kar", "cd34", "CN=acme", 900, since, false));
        }

        @Override
        public Optional<Failure> failure(String module) {
            Map<String, Object> args = Map.of("what", "no licence");
            return Optional.of(new Failure("1.2.0", Instant.EPOCH, "release.reason.start", args));
        }

        @Override
        public List<Signer> trusted() {
            return List.of();
        }

        @Override
        public Signer trust(Path certificate) {
            throw NotFound.of(certificate.toString());
        }

        @Override
        public Signer distrust(String fingerprint) {
            throw NotFound.of(fingerprint);
        }
    }

    @Test
    public void anArchiveIsSentFromThePageAndARefusalIsToldThere() {
        PageTester.Answer sent = SHOP.as("root")
                .upload(
                        "/admin/modules",
                        "shop-1.1.kar",
                        bytes("good"),
                        Map.of("archive", "upgrade", "checksum", "ab12"));
        assertEquals(sent.text(), 303, sent.status());
        assertTrue(DELIVERED.brought.toString(), DELIVERED.brought.contains("upgrade shop-1.1.kar good ab12"));
        PageTester.Answer refused =
                SHOP.as("root").upload("/admin/modules", "shop.kar", bytes("unsigned"), Map.of("archive", "install"));
        assertEquals(422, refused.status());
        assertTrue(refused.text(), refused.html().text().contains("not signed"));
        int before = DELIVERED.brought.size();
        PageTester.Answer stranger =
                SHOP.as("amy").upload("/admin/modules", "shop-1.1.kar", bytes("good"), Map.of("archive", "install"));
        assertEquals(403, stranger.status());
        assertEquals(before, DELIVERED.brought.size());
    }

    @Test
    public void thePageTellsWhyTheLastAttemptWasTakenBack() {
        Document page = SHOP.page("root", "/admin/modules");
        assertTrue(page.text(), page.select("tbody").text().contains("1.2.0"));
        assertTrue(page.text(), page.select("tbody").text().contains("no licence"));
        assertEquals(1, page.select("input[type=file][name=file]").size());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
