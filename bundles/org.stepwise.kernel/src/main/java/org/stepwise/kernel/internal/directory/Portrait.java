package org.stepwise.kernel.internal.directory;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.stepwise.kernel.api.Invalid;

/**
 * Makes the square picture of a person out of an image as cameras and phones give it. The size stands in the image's first bytes and is
 * asked before anything is unpacked; a large one is read in a raster of its pixels, so that no image takes more memory than a few
 * million pixels.
 */
final class Portrait {
    private static final int SIDE = 256;
    private static final int MOST_PIXELS = 100_000_000;
    private static final int READ_PIXELS = 4_000_000;

    private Portrait() {}

    /** @throws Invalid when it is neither png nor jpeg, or cannot be read */
    static byte[] of(byte[] image) {
        String format = format(image);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
            BufferedImage read = read(in, format);
            BufferedImage square = square(read, format.equals("jpeg") ? Orientation.of(image) : Orientation.UPRIGHT);
            ByteArrayOutputStream out = new ByteArrayOutputStream(32 * 1024);
            if (!ImageIO.write(square, "jpeg", out)) throw new IOException("no writer for jpeg");
            return out.toByteArray();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            Invalid unreadable = Invalid.of("photo", "directory.problem.photoUnreadable");
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    private static String format(byte[] image) {
        if (starts(image, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) return "png";
        if (starts(image, 0xff, 0xd8, 0xff)) return "jpeg";
        throw Invalid.of("photo", "directory.problem.photoKind");
    }

    private static boolean starts(byte[] image, int... sign) {
        if (image.length < sign.length) return false;
        for (int i = 0; i < sign.length; i++) if ((image[i] & 0xff) != sign[i]) return false;
        return true;
    }

    private static BufferedImage read(ImageInputStream in, String format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) throw new IOException("no reader for " + format);
        ImageReader reader = readers.next();
        try {
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width * height > MOST_PIXELS) {
                throw Invalid.of("photo", "directory.problem.photoPixels", Map.of("most", MOST_PIXELS / 1_000_000));
            }
            int step = (int) Math.ceil(Math.sqrt((double) (width * height) / READ_PIXELS));
            ImageReadParam raster = reader.getDefaultReadParam();
            raster.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
            return reader.read(0, raster);
        } finally {
            reader.dispose();
        }
    }

    /** The middle of it, a little above the centre where faces are, turned upright on white. */
    private static BufferedImage square(BufferedImage image, Orientation orientation) {
        BufferedImage upright = drawn(
                orientation.turns() ? image.getHeight() : image.getWidth(),
                orientation.turns() ? image.getWidth() : image.getHeight(),
                image,
                orientation.of(image.getWidth(), image.getHeight()));
        int side = Math.min(upright.getWidth(), upright.getHeight());
        int left = (upright.getWidth() - side) / 2;
        int top = (upright.getHeight() - side) / 3;
        BufferedImage cut = upright.getSubimage(left, top, side, side);
        while (cut.getWidth() >= 2 * SIDE) cut = scaled(cut, cut.getWidth() / 2);
        return scaled(cut, SIDE);
    }

    private static BufferedImage scaled(BufferedImage image, int side) {
        double factor = (double) side / image.getWidth();
        return drawn(side, side, image, AffineTransform.getScaleInstance(factor, factor));
    }

    private static BufferedImage drawn(int width, int height, BufferedImage image, AffineTransform how) {
        BufferedImage made = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = made.createGraphics();
        try {
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, width, height);
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.drawImage(image, how, null);
            return made;
        } finally {
            canvas.dispose();
        }
    }
}
