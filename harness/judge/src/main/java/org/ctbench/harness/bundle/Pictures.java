package org.ctbench.harness.bundle;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Compares files of two reports. Of PNG pictures the pixels count, since Java versions pack them differently, and all chunks but
 * the packed pixels.
 */
final class Pictures {
    private static final Pattern EMBEDDED = Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=]++)");

    /** How many times as long as the derived file the sealed one may be to be read; Java versions pack about equally well. */
    private static final int MOST_TIMES = 16;

    private static final int SIGNATURE = 8; // bytes
    private static final int CHUNK = 12; // bytes of length, type and check sum
    private static final int IDAT = 0x49444154;

    private Pictures() {}

    /**
     * Whether two files say the same.
     *
     * @param sealed the file of the bundle, of which nothing is known; one that is far longer than the other is not read
     * @param derived the file that was derived again
     */
    static boolean same(String name, Path sealed, byte[] derived) throws IOException {
        return Files.size(sealed) <= MOST_TIMES * (long) derived.length
                && same(name, Files.readAllBytes(sealed), derived);
    }

    private static boolean same(String name, byte[] sealed, byte[] derived) {
        if (Arrays.equals(sealed, derived)) {
            return true;
        }
        if (name.endsWith(".png")) {
            return samePixels(sealed, derived);
        }
        return (name.endsWith(".svg") || name.endsWith(".html"))
                && sameTexts(new String(sealed, StandardCharsets.UTF_8), new String(derived, StandardCharsets.UTF_8));
    }

    private static boolean sameTexts(String sealed, String derived) {
        Matcher one = EMBEDDED.matcher(sealed);
        Matcher two = EMBEDDED.matcher(derived);
        int from = 0;
        int to = 0;
        while (two.find()) {
            if (!one.find()
                    || !sealed.substring(from, one.start()).equals(derived.substring(to, two.start()))
                    || !samePictures(one.group(1), two.group(1))) {
                return false;
            }
            from = one.end();
            to = two.end();
        }
        return sealed.substring(from).equals(derived.substring(to));
    }

    private static boolean samePictures(String sealed, String derived) {
        try {
            return sealed.equals(derived)
                    || samePixels(
                            Base64.getDecoder().decode(sealed),
                            Base64.getDecoder().decode(derived));
        } catch (IllegalArgumentException e) {
            return false; // no Base64
        }
    }

    /** The sealed picture is decoded only if it says that it has the size of the derived one. */
    private static boolean samePixels(byte[] sealed, byte[] derived) {
        Optional<BufferedImage> expected = decode(derived, Integer.MAX_VALUE, Integer.MAX_VALUE);
        if (expected.isEmpty() || !chunks(sealed).equals(chunks(derived))) {
            return false;
        }
        int width = expected.get().getWidth();
        int height = expected.get().getHeight();
        return decode(sealed, width, height)
                .filter(found -> found.getWidth() == width && found.getHeight() == height)
                .map(found -> Arrays.equals(pixels(found), pixels(expected.get())))
                .orElse(false);
    }

    /** All bytes but those of the chunks {@code IDAT}, in hexadecimal (PNG specification, section 5.3). */
    private static String chunks(byte[] png) {
        StringBuilder text = new StringBuilder();
        ByteBuffer bytes = ByteBuffer.wrap(png);
        bytes.position(Math.min(SIGNATURE, png.length));
        while (bytes.remaining() >= CHUNK) {
            int start = bytes.position();
            int length = bytes.getInt();
            int type = bytes.getInt();
            int end = (int) Math.min(png.length, start + CHUNK + (long) Math.max(0, length));
            if (type != IDAT) {
                text.append(HexFormat.of().formatHex(png, start, end));
            }
            bytes.position(end);
        }
        return text + HexFormat.of().formatHex(png, bytes.position(), png.length);
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static Optional<BufferedImage> decode(byte[] png, int mostWidth, int mostHeight) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in, true, true);
            return reader.getWidth(0) <= mostWidth && reader.getHeight(0) <= mostHeight
                    ? Optional.of(reader.read(0))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) { // the reader throws either where a picture is damaged
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }
}
