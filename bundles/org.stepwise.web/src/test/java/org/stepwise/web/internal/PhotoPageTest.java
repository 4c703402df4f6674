package org.stepwise.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.testkit.Covers;
import org.stepwise.testkit.PageTester;
import org.stepwise.web.internal.shop.Shop;

public class PhotoPageTest {
    @ClassRule
    public static final Shop SHOP = new Shop();

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private static int faces(String address, String select) {
        return SHOP.page("root", address).select(select).size();
    }

    @Test
    @Covers({"DIR-3", "WEB-1"})
    public void aPhotoShowsInTheShellOnCardsInListsAndPickersAndGoesAgain() throws IOException {
        long amy = SHOP.id("amy");
        String order = SHOP.order("With a face").path();
        assertEquals(0, SHOP.page("amy", "/me").select(".top .av img").size());
        assertTrue(SHOP.page("amy", "/me").select("a[href=/photo/" + amy + "]").size() > 0);
        PageTester.Answer sent = SHOP.as("amy").upload("/photo/" + amy, "me.png", png(), Map.of());
        assertEquals(303, sent.status());
        String source = SHOP.page("amy", "/me").select(".top .av img").attr("src");
        assertTrue(source, source.startsWith("/photo/" + amy + "/"));
        String shown = ".av img[src=" + source + "]";
        assertTrue(faces("/directory/person/" + amy, shown) > 0);
        assertTrue(faces("/pick/person?q=amy", shown) > 0);
        assertTrue(SHOP.page("amy", order).select(shown).size() > 1);
        PageTester.Answer picture = SHOP.as("bob").get(source);
        assertEquals("image/jpeg", picture.header("Content-Type"));
        assertTrue(picture.header("Cache-Control").contains("private"));
        assertEquals(
                304,
                SHOP.as("bob")
                        .with("If-None-Match", picture.header("ETag"))
                        .get(source)
                        .status());
        assertEquals(
                303,
                SHOP.as("root").post("/photo/" + amy, Map.of("step", "remove")).status());
        assertEquals(404, SHOP.as("bob").get(source).status());
        assertEquals(0, faces("/directory/person/" + amy, shown));
        assertEquals("A", SHOP.page("amy", "/me").select(".top .av").text());
    }

    @Test
    @Covers("DIR-3")
    public void othersCannotChangeItAndWhatIsNoImageIsRefused() throws IOException {
        long amy = SHOP.id("amy");
        assertEquals(403, SHOP.as("bob").get("/photo/" + amy).status());
        assertEquals(
                403,
                SHOP.as("bob").upload("/photo/" + amy, "x.png", png(), Map.of()).status());
        assertEquals(
                422,
                SHOP.as("amy")
                        .upload("/photo/" + amy, "x.png", "<script>".getBytes(), Map.of())
                        .status());
    }
}
