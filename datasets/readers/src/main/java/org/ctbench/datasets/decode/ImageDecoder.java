package org.ctbench.datasets.decode;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.DamagedImageException.Damage;
import org.ctbench.splits.documents.FileKind;

/**
 * Decodes PNG, JPEG, BMP and TIFF files, told apart by their first bytes and not by their names, to what Pillow's
 * {@code convert("RGB")} gives: alpha is dropped, palettes are looked up, 16-bit grey is clipped at 255, 16-bit colour
 * keeps its high bytes, 1-, 2- and 4-bit grey is spread over [0, 255], four inks become RGB. Samples are taken from the
 * raster, so no gamma and no colour profile changes them. Safe for use by many threads.
 */
public final class ImageDecoder {
    /** More pixels than any slice has; keeps a small hostile file from filling the memory. */
    static final long MOST_PIXELS = 1L << 26;

    private ImageDecoder() {}

    /**
     * Decodes a picture.
     *
     * @param file content of the file
     * @throws DamagedImageException if the file is truncated, damaged or no picture
     */
    public static DecodedImage decode(byte[] file) throws DamagedImageException {
        String format = format(file);
        Picture picture = read(file, format);
        int bits = picture.image.getSampleModel().getSampleSize(0);
        int clipped = RasterSamples.clippedPixels(picture.image, bands(picture, file, format));
        return new DecodedImage(toImage(picture, file, format), format, bits, clipped);
    }

    /**
     * Decodes a label map: sample values as they stand in the file, where a palette file gives its indices and not its
     * colours.
     *
     * @return one channel
     * @throws DamagedImageException if the file is truncated, damaged, no picture or has colours instead of labels
     */
    public static CtImage decodeLabels(byte[] file) throws DamagedImageException {
        String format = format(file);
        Picture picture = read(file, format);
        boolean palette = format.equals("png") && PngFile.colourType(file) == 3;
        CtImage labels = palette ? RasterSamples.indices(picture.image) : toImage(picture, file, format);
        if (labels.channels() != 1) {
            throw DamagedImageException.unreadable("a label map has one channel, this file has colours");
        }
        return labels;
    }

    /**
     * What a reader gave.
     *
     * @param tiffPalette the red, green and blue columns of a TIFF's palette, 16 bit, if it has one
     */
    private record Picture(BufferedImage image, Optional<char[]> tiffPalette) {}

    private static CtImage toImage(Picture picture, byte[] file, String format) throws DamagedImageException {
        if (picture.tiffPalette.isPresent()) {
            // ImageIO rounds the 16-bit columns, Pillow takes their high bytes
            char[] columns = picture.tiffPalette.get();
            int entries = columns.length / 3;
            return RasterSamples.fromPalette(
                    picture.image,
                    i -> columns[i] >> 8,
                    i -> columns[entries + i] >> 8,
                    i -> columns[2 * entries + i] >> 8);
        }
        return RasterSamples.toImage(picture.image, bands(picture, file, format));
    }

    /** Samples of a pixel as the file has them, without a band that the reader added. */
    private static int bands(Picture picture, byte[] file, String format) {
        boolean plainGrey = format.equals("png") && PngFile.colourType(file) == 0;
        return plainGrey ? 1 : picture.image.getRaster().getNumBands();
    }

    private static String format(byte[] file) throws DamagedImageException {
        if (file.length == 0) {
            throw DamagedImageException.truncated("the file is empty");
        }
        if (PngFile.matches(file)) {
            PngFile.check(file);
            return "png";
        }
        if (JpegFile.matches(file)) {
            return "jpeg";
        }
        if (Bytes.startsWith(file, (byte) 'B', (byte) 'M')) {
            return "bmp";
        }
        if (TiffFile.matches(file)) {
            return "tiff";
        }
        throw DamagedImageException.unreadable("not a PNG, JPEG, BMP or TIFF file"
                + FileKind.of(file)
                        .map(kind -> " but " + kind.title())
                        .orElse("; it begins with " + Bytes.firstEight(file)));
    }

    private static Picture read(byte[] file, String format) throws DamagedImageException {
        return switch (format) {
            case "jpeg" -> {
                JpegFile jpeg = JpegFile.parse(file);
                yield read(jpeg.plain(), format, reader -> new Picture(jpeg(reader, jpeg.colours()), Optional.empty()));
            }
            case "tiff" -> read(TiffFile.withoutProfile(file), format, ImageDecoder::tiff);
            default -> read(file, format, reader -> new Picture(reader.read(0), Optional.empty()));
        };
    }

    private static BufferedImage jpeg(ImageReader reader, JpegFile.Colours colours) throws IOException {
        return switch (colours) {
            case CMYK -> FourInks.adobe(reader.readRaster(0, null));
            case YCCK -> FourInks.ycck(reader.readRaster(0, null));
            default -> reader.read(0);
        };
    }

    private static Picture tiff(ImageReader reader) throws IOException {
        TIFFDirectory directory = TIFFDirectory.createFromMetadata(reader.getImageMetadata(0));
        int colours = number(directory, BaselineTIFFTagSet.TAG_PHOTOMETRIC_INTERPRETATION);
        int samples = number(directory, BaselineTIFFTagSet.TAG_SAMPLES_PER_PIXEL);
        boolean jpeg = number(directory, BaselineTIFFTagSet.TAG_COMPRESSION) == BaselineTIFFTagSet.COMPRESSION_JPEG;
        boolean ycc = colours == BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_Y_CB_CR;
        if (colours == BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_CIELAB || jpeg && samples > 3 || ycc && !jpeg) {
            throw DamagedImageException.unreadable("TIFF with photometric interpretation " + colours + ", " + samples
                    + " samples a pixel" + (jpeg ? " and JPEG compression" : "") + "; save it in grey or RGB");
        }
        if (colours == BaselineTIFFTagSet.PHOTOMETRIC_INTERPRETATION_CMYK && samples == 4) {
            return new Picture(FourInks.cmyk(reader.read(0).getRaster()), Optional.empty());
        }
        Optional<char[]> palette = Optional.ofNullable(directory.getTIFFField(BaselineTIFFTagSet.TAG_COLOR_MAP))
                .map(TIFFField::getAsChars);
        return new Picture(reader.read(0), palette);
    }

    private static int number(TIFFDirectory directory, int tag) {
        TIFFField field = directory.getTIFFField(tag);
        return field == null ? 1 : field.getAsInt(0);
    }

    /** Takes a picture from a reader. */
    @FunctionalInterface
    private interface Taking {
        Picture from(ImageReader reader) throws IOException;
    }

    private static Picture read(byte[] file, String format, Taking taking) throws DamagedImageException {
        ImageReader reader = reader(format);
        List<String> warnings = new ArrayList<>(0);
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (ByteArrayImageInput input = new ByteArrayImageInput(file)) {
            reader.setInput(input, false, !format.equals("tiff"));
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw DamagedImageException.unreadable(reader.getWidth(0) + " x " + reader.getHeight(0)
                        + " pixels; a slice has at most " + MOST_PIXELS);
            }
            Picture picture = taking.from(reader);
            refuseDamage(warnings);
            return picture;
        } catch (DamagedImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers answer broken files with unchecked exceptions of many kinds
            throw new DamagedImageException(
                    endsEarly(e) ? Damage.TRUNCATED : Damage.UNREADABLE, format + ": " + reason(e), e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            // the platform's own, whatever plug-ins stand on the class path: they may decode differently
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IllegalStateException("this Java platform has no reader for " + format);
    }

    /** Pillow, as libjpeg's user, fills what is missing with grey and warns; a benchmark must not. */
    private static void refuseDamage(List<String> warnings) throws DamagedImageException {
        for (String warning : warnings) {
            if (warning.contains("premature end") || warning.contains("Truncated") || warning.contains("Premature")) {
                throw DamagedImageException.truncated("JPEG: " + warning);
            }
            if (warning.contains("Corrupt JPEG data: bad") || warning.contains("Huffman")) {
                throw DamagedImageException.unreadable("JPEG: " + warning);
            }
        }
    }

    private static boolean endsEarly(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            boolean said = t.getMessage() != null && t.getMessage().contains("Unexpected end of ZLIB");
            if (t instanceof EOFException || said) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable e) {
        Throwable t = e;
        while (t.getCause() != null) {
            t = t.getCause();
        }
        return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    }
}
