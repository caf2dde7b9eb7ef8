package org.ctbench.datasets.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.DamagedImageException.Damage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = {"/golden/decode.csv", "/golden/colours.csv"},
            numLinesToSkip = 1,
            maxCharsPerColumn = 1 << 16)
    void decodesAsPillowDoes(String file, String content, int width, int height, String rgb) throws IOException {
        CtImage image = ImageDecoder.decode(Base64.getDecoder().decode(content)).image();

        assertEquals(width + " x " + height, image.width() + " x " + image.height());
        assertEquals(Base64.getEncoder().encodeToString(asRgb(image)).equals(rgb), true, () -> difference(image, rgb));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/golden/labels.csv", numLinesToSkip = 1, maxCharsPerColumn = 1 << 16)
    void readsLabelMapsAsNumPyDoes(String file, String content, int width, int height, String labels)
            throws IOException {
        CtImage image = ImageDecoder.decodeLabels(Base64.getDecoder().decode(content));

        assertEquals(width + " x " + height, image.width() + " x " + image.height());
        assertEquals(labels, Base64.getEncoder().encodeToString(image.pixels()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = {"/golden/decode.csv", "/golden/colours.csv"},
            numLinesToSkip = 1,
            maxCharsPerColumn = 1 << 16)
    void neverDecodesAFileThatIsCutAnywhere(String file, String content) {
        byte[] whole = Base64.getDecoder().decode(content);

        for (int length = 0; length < endOfPicture(file, whole); length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(cut), file + " cut at " + length);
        }
    }

    @Test
    void callsAPngWithoutItsLastBytesTruncated() throws IOException {
        byte[] png = grey8Png(4, 4, new byte[4 * 5]);

        var e = assertThrows(
                DamagedImageException.class, () -> ImageDecoder.decode(Arrays.copyOf(png, png.length - 4)));

        assertEquals(Damage.TRUNCATED, e.damage());
        assertEquals("PNG ends at byte " + (png.length - 4) + " without an end chunk", e.getMessage());
    }

    @Test
    void callsAPngWhosePictureDataEndTooEarlyTruncatedEvenIfItHasAnEndChunk() throws IOException {
        byte[] png = grey8Png(4, 4, new byte[2 * 5]);

        var e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(png));

        assertEquals(Damage.TRUNCATED, e.damage());
    }

    @Test
    void refusesAPngWithAFlippedBit() throws IOException {
        byte[] png = grey8Png(4, 4, new byte[4 * 5]);
        png[PNG_START.length + 25 + 9] ^= 1;

        var e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(png));

        assertEquals(Damage.UNREADABLE, e.damage());
        assertEquals("PNG chunk at byte 33 does not match its checksum", e.getMessage());
    }

    @Test
    void callsAJpegThatIsCutAndClosedAgainTruncated() throws IOException {
        byte[] jpeg = jpeg();
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2 + jpeg.length / 4);
        cut[cut.length - 2] = (byte) 0xff;
        cut[cut.length - 1] = (byte) 0xd9;

        var e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(cut));

        assertEquals(Damage.TRUNCATED, e.damage());
    }

    @Test
    void saysHowAFileBeginsThatIsNoPicture() {
        byte[] text = "not a picture".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        var e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(text));

        assertEquals("not a PNG, JPEG, BMP or TIFF file; it begins with 6e 6f 74 20 61 20 70 69", e.getMessage());
        assertEquals(Damage.UNREADABLE, e.damage());
    }

    @Test
    void namesAFileOfAnotherKind() {
        byte[] dicom = Arrays.copyOf(new byte[0], 200);
        System.arraycopy(new byte[] {'D', 'I', 'C', 'M'}, 0, dicom, 128, 4);

        var e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(dicom));

        assertEquals("not a PNG, JPEG, BMP or TIFF file but a DICOM file", e.getMessage());
    }

    @Test
    void callsAnEmptyFileTruncated() {
        var e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(new byte[0]));

        assertEquals(Damage.TRUNCATED, e.damage());
        assertEquals("the file is empty", e.getMessage());
    }

    @Test
    void refusesASmallFileThatClaimsToBeHuge() throws IOException {
        byte[] png = grey8Png(60_000, 60_000, new byte[10]);

        var e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(png));

        assertEquals("60000 x 60000 pixels; a slice has at most 67108864", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void keepsOneChannelOfAGreyPicture(String format) throws IOException {
        byte[] file = format.equals("png") ? grey8Png(4, 4, new byte[4 * 5]) : jpeg();

        DecodedImage decoded = ImageDecoder.decode(file);

        assertEquals(1, decoded.image().channels());
        assertEquals(8, decoded.bitsPerSample());
        assertEquals(format, decoded.format());
    }

    @Test
    void refusesColoursWhereLabelsAreExpected() {
        byte[] rgb = golden("rgb.png");

        var e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decodeLabels(rgb));

        assertEquals("a label map has one channel, this file has colours", e.getMessage());
    }

    @Test
    void refusesATiffInColoursThatItWouldReadOtherwiseThanPillow() {
        byte[] lab = golden("rgb.tif");
        int at = 0;
        while (lab[at] != 6 || lab[at + 1] != 1) { // the tag of the photometric interpretation, 262, little-endian
            at++;
        }
        lab[at + 8] = 8; // CIELab

        var e = assertThrows(DamagedImageException.class, () -> ImageDecoder.decode(lab));

        assertEquals(
                "TIFF with photometric interpretation 8, 3 samples a pixel; save it in grey or RGB", e.getMessage());
    }

    private static byte[] jpeg() {
        return golden("grey95.jpg");
    }

    private static byte[] golden(String file) {
        try (var in = ImageDecoderTest.class.getResourceAsStream("/golden/decode.csv")) {
            String row = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith(file + ","))
                    .findFirst()
                    .orElseThrow();
            return Base64.getDecoder().decode(row.split(",")[1]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** TIFF and BMP may carry bytes behind or around the picture that nothing needs. */
    private static int endOfPicture(String file, byte[] whole) {
        return file.endsWith(".tif") || file.endsWith(".bmp") ? whole.length / 2 : whole.length;
    }

    private static byte[] asRgb(CtImage image) {
        if (image.channels() == 3) {
            return image.pixels();
        }
        byte[] grey = image.pixels();
        byte[] rgb = new byte[3 * grey.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = grey[i / 3];
        }
        return rgb;
    }

    private static String difference(CtImage image, String expected) {
        byte[] want = Base64.getDecoder().decode(expected);
        byte[] got = asRgb(image);
        int largest = 0;
        int count = 0;
        for (int i = 0; i < want.length; i++) {
            int d = Math.abs((want[i] & 0xff) - (got[i] & 0xff));
            largest = Math.max(largest, d);
            count += d == 0 ? 0 : 1;
        }
        return count + " of " + want.length + " samples differ, by up to " + largest;
    }

    /** A grey PNG whose picture data are these bytes, rows with a filter byte each. */
    private static byte[] grey8Png(int width, int height, byte[] rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(PNG_START);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .array();
        chunk(out, "IHDR", header);
        Deflater deflater = new Deflater();
        deflater.setInput(rows);
        deflater.finish();
        byte[] packed = new byte[1000];
        int length = deflater.deflate(packed);
        deflater.end();
        assertTrue(length < packed.length);
        chunk(out, "IDAT", Arrays.copyOf(packed, length));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) throws IOException {
        byte[] named = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(named);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(named);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
