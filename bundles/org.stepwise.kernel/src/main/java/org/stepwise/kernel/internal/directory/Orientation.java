package org.stepwise.kernel.internal.directory;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held: the tag 0x0112 of the Exif block in a JPEG (CIPA DC-008). Anything that cannot be understood is upright.
 *
 * @param tag 1 upright … 8
 */
record Orientation(int tag) {
    static final Orientation UPRIGHT = new Orientation(1);
    private static final int EXIF = 0xe1;
    private static final int SCAN = 0xda;

    static Orientation of(byte[] jpeg) {
        try {
            return new Orientation(found(ByteBuffer.wrap(jpeg)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return UPRIGHT;
        }
    }

    private static int found(ByteBuffer jpeg) {
        int at = 2;
        while ((jpeg.get(at) & 0xff) == 0xff && (jpeg.get(at + 1) & 0xff) != SCAN) {
            int length = jpeg.getShort(at + 2) & 0xffff;
            boolean exif = (jpeg.get(at + 1) & 0xff) == EXIF && jpeg.getInt(at + 4) == 0x45786966;
            if (exif) return inExif(jpeg.slice(at + 10, length - 8));
            at += 2 + length;
        }
        return 1;
    }

    private static int inExif(ByteBuffer exif) {
        exif.order(exif.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = exif.getInt(4);
        int entries = exif.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if (exif.getShort(entry) == 0x0112) return exif.getShort(entry + 8) & 0xffff;
        }
        return 1;
    }

    /** Do width and height change places? */
    boolean turns() {
        return tag >= 5 && tag <= 8;
    }

    /** What makes an image of this size upright. */
    AffineTransform of(int width, int height) {
        return switch (tag) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
