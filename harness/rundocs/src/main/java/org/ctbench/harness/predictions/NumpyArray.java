package org.ctbench.harness.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of one or two axes in numpy's NPY format: numbers, truth values or texts of a fixed length. Arrays of Python objects,
 * which only Python can read, have a length and no values.
 *
 * <p>Source: numpy, {@code numpy.lib.format}, versions 1.0 to 3.0.
 */
final class NumpyArray {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr': *'([<>|=]?)([a-zA-Z])(\\d{0,6})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order': *(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([\\d, ]{0,200})\\)");
    private static final int MOST_AXES = 8;
    private static final int BYTES_OF_A_CHARACTER = 4;

    private final String name;
    private final String type;
    private final int size;
    private final boolean columnsFirst;
    private final List<Integer> shape;
    private final ByteBuffer data;

    private NumpyArray(String name, String header, ByteBuffer data) throws IOException {
        this.name = name;
        Matcher descr = find(DESCR, header);
        this.columnsFirst = find(ORDER, header).group(1).equals("True");
        this.shape = shape(find(SHAPE, header).group(1));
        String bits = descr.group(3);
        int unit = bits.isEmpty() ? 0 : Integer.parseInt(bits);
        this.type = descr.group(2);
        this.size = type.equals("U") ? unit * BYTES_OF_A_CHARACTER : unit;
        this.data = data.order(descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (!type.equals("O")) {
            requireBytes();
        }
    }

    private Matcher find(Pattern pattern, String header) throws IOException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IOException(name + " has an unknown header: " + header.strip());
        }
        return matcher;
    }

    private List<Integer> shape(String text) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        for (String size : text.split(",")) {
            if (!size.isBlank()) {
                String digits = size.strip();
                if (!digits.matches("\\d{1,9}") || sizes.size() == MOST_AXES) {
                    throw new IOException(name + " has an impossible shape (" + text + ")");
                }
                sizes.add(Integer.parseInt(digits));
            }
        }
        return List.copyOf(sizes);
    }

    private void requireBytes() throws IOException {
        if (size == 0) {
            throw new IOException(name + " has values of no size");
        }
        double expected = size; // exact where it can be right
        for (int n : shape) {
            expected *= n;
        }
        if (expected != data.remaining()) {
            throw new IOException(name + " has " + data.remaining() + " bytes for " + shape + " values of " + size
                    + " bytes; it may be cut off");
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is no such array or cut off
     */
    static NumpyArray of(String name, byte[] file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        if (bytes.remaining() < MAGIC.length + 2 + Integer.BYTES) {
            throw new IOException(name + " is cut off");
        }
        bytes.get(magic);
        int version = bytes.get();
        byte minor = bytes.get();
        if (!Arrays.equals(magic, MAGIC) || version < 1 || version > 3 || minor != 0) {
            throw new IOException(name + " is not a NumPy array file of version 1.0 to 3.0");
        }
        long length = version == 1 ? Short.toUnsignedInt(bytes.getShort()) : Integer.toUnsignedLong(bytes.getInt());
        if (length > bytes.remaining()) {
            throw new IOException(name + " is cut off");
        }
        byte[] header = new byte[(int) length];
        bytes.get(header);
        return new NumpyArray(name, new String(header, StandardCharsets.UTF_8), bytes.slice());
    }

    /** Number of axes. */
    int axes() {
        return shape.size();
    }

    /** Size of the first axis. */
    int length() {
        return shape.get(0);
    }

    /** Size of the second axis. */
    int width() {
        return shape.get(1);
    }

    /**
     * The value in a row, in a column of an array of two axes, as text that reads back to the same number.
     *
     * @throws IllegalArgumentException if values of this type are not read
     */
    String text(int row, int column) {
        int width = axes() == 2 ? width() : 1;
        int index = columnsFirst ? column * length() + row : row * width + column;
        int at = index * size;
        return switch (type + (type.matches("[US]") ? "" : size)) {
            case "f4" -> Double.toString(data.getFloat(at));
            case "f8" -> Double.toString(data.getDouble(at));
            case "i1" -> Byte.toString(data.get(at));
            case "i2" -> Short.toString(data.getShort(at));
            case "i4" -> Integer.toString(data.getInt(at));
            case "i8" -> Long.toString(data.getLong(at));
            case "u1" -> Integer.toString(Byte.toUnsignedInt(data.get(at)));
            case "u2" -> Integer.toString(Short.toUnsignedInt(data.getShort(at)));
            case "u4" -> Integer.toUnsignedString(data.getInt(at));
            case "u8" -> Long.toUnsignedString(data.getLong(at));
            case "b1" -> data.get(at) == 0 ? "False" : "True";
            case "U" -> characters(at);
            case "S" -> letters(at);
            default ->
                throw new IllegalArgumentException(name + " holds values of type " + type + size
                        + "; convert them first, as in array.astype('float32') or, of names, array.astype(str)");
        };
    }

    private String characters(int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; i < at + size; i += BYTES_OF_A_CHARACTER) {
            int character = data.getInt(i);
            if (character == 0) {
                break;
            }
            text.appendCodePoint(Character.isValidCodePoint(character) ? character : '\uFFFD');
        }
        return text.toString();
    }

    private String letters(int at) {
        byte[] letters = new byte[size];
        data.get(at, letters);
        return new String(letters, StandardCharsets.UTF_8).replaceFirst("\0+$", "");
    }
}
