package org.stepwise.records.internal.directory;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.ClassRule;
import org.junit.Test;
import org.stepwise.kernel.api.Forbidden;
import org.stepwise.kernel.api.Invalid;
import org.stepwise.kernel.api.NotFound;
import org.stepwise.kernel.api.directory.Photos;
import org.stepwise.kernel.api.setting.Settings;
import org.stepwise.records.internal.deal.RecordKernel;
import org.stepwise.testkit.Covers;

public class PhotosTest {
    @ClassRule
    public static final RecordKernel KERNEL = RecordKernel.any();

    private static Photos photos() {
        return KERNEL.get(Photos.class);
    }

    /** Left half in one colour, right half in another. */
    private static BufferedImage image(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 2, height);
        canvas.setColor(Color.BLUE);
        canvas.fillRect(width / 2, 0, width - width / 2, height);
        canvas.dispose();
        return image;
    }

    private static byte[] bytes(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    private static void put(String account, long person, byte[] image) {
        KERNEL.run(account, () -> photos().put(person, new ByteArrayInputStream(image)));
    }

    private static BufferedImage kept(long person) throws IOException {
        Photos.Photo photo = KERNEL.kernel().system(() -> photos().of(person)).orElseThrow();
        return ImageIO.read(new ByteArrayInputStream(photo.jpeg()));
    }

    private static String refused(byte[] image) {
        Invalid refused = assertThrows(Invalid.class, () -> put("amy", KERNEL.person("amy"), image));
        return refused.violations().get(0).code();
    }

    @Test
    @Covers("DIR-3")
    public void whateverIsSentASmallSquareIsKeptAndItsVersionChanges() throws IOException {
        long ann = KERNEL.person("ann");
        for (String format : List.of("png", "jpeg")) {
            put("ann", ann, bytes(image(1200, 700), format));
            BufferedImage kept = kept(ann);
            assertEquals(256, kept.getWidth());
            assertEquals(256, kept.getHeight());
            assertTrue(new Color(kept.getRGB(20, 128)).getRed() > 200);
            assertTrue(new Color(kept.getRGB(230, 128)).getBlue() > 200);
        }
        String version = photos().versions().get(ann);
        put("ann", ann, bytes(image(40, 90), "png"));
        assertNotEquals(version, photos().versions().get(ann));
        KERNEL.run("ann", () -> photos().remove(ann));
        assertFalse(photos().versions().containsKey(ann));
        assertTrue(KERNEL.as("ann", () -> photos().of(ann)).isEmpty());
        assertTrue(KERNEL.sql().number("select count(*) from kernel_audit where what = 'directory.photoRemoved'") > 0);
    }

    @Test
    @Covers("DIR-3")
    public void oneChangesOnesOwnAndAdministratorsAnybodys() throws IOException {
        long amy = KERNEL.person("amy");
        byte[] image = bytes(image(100, 100), "png");
        KERNEL.role("administrator", "boss");
        put("boss", amy, image);
        assertThrows(Forbidden.class, () -> put("bob", amy, image));
        assertThrows(Forbidden.class, () -> KERNEL.run("bob", () -> photos().remove(amy)));
        assertThrows(NotFound.class, () -> put("bob", 99_999_999, image));
        assertTrue(KERNEL.as("amy", () -> photos().mayChange(amy)));
        assertFalse(KERNEL.as("bob", () -> photos().mayChange(amy)));
    }

    @Test
    @Covers("DIR-3")
    public void whoDoesNotSeeThePersonGetsNothing() throws IOException {
        long bob = KERNEL.person("bob");
        put("bob", bob, bytes(image(64, 64), "png"));
        KERNEL.sql().update("update directory_person set security_level = 9 where id = ?", bob);
        try {
            assertThrows(NotFound.class, () -> KERNEL.run("ann", () -> photos().of(bob)));
            assertTrue(KERNEL.as("bob", () -> photos().of(bob)).isPresent());
        } finally {
            KERNEL.sql().update("update directory_person set security_level = 0 where id = ?", bob);
        }
    }

    @Test
    @Covers("DIR-3")
    public void otherKindsBrokenLargeAndExplodingImagesAreRefused() throws IOException {
        byte[] png = bytes(image(100, 100), "png");
        assertEquals("directory.problem.photoKind", refused("GIF89a and so on".getBytes()));
        assertEquals("directory.problem.photoKind", refused(new byte[0]));
        assertEquals("directory.problem.photoUnreadable", refused(Arrays.copyOf(png, 40)));
        byte[] huge = png.clone();
        huge[16] = 0;
        huge[17] = 1;
        huge[20] = 0;
        huge[21] = 1;
        assertEquals("directory.problem.photoPixels", refused(huge));
        KERNEL.kernel().system(() -> KERNEL.get(Settings.class).set("kernel.photoRules.megabytes", 0, "1"));
        assertEquals("directory.problem.photoLarge", refused(Arrays.copyOf(png, 1024 * 1024 + 1)));
        assertThrows(
                Invalid.class,
                () -> KERNEL.kernel()
                        .system(() -> KERNEL.get(Settings.class).set("kernel.photoRules.megabytes", 0, "51")));
    }

    @Test
    @Covers("DIR-3")
    public void aPictureOfAPhoneHeldSidewaysStandsUpright() throws IOException {
        long lead = KERNEL.person("lead");
        byte[] plain = bytes(image(200, 200), "jpeg");
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(plain, 0, 2);
        turned.write(exif);
        turned.write(plain, 2, plain.length - 2);
        put("lead", lead, turned.toByteArray());
        BufferedImage kept = kept(lead);
        assertTrue("red is above", new Color(kept.getRGB(128, 20)).getRed() > 200);
        assertTrue("blue is below", new Color(kept.getRGB(128, 235)).getBlue() > 200);
    }
}
