package org.ctbench.harness.captures;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An array of numpy in its NPY format, version 1.0, in C order: 32-bit floats or unsigned bytes. Immutable.
 *
 * <p>Source: numpy, {@code numpy.lib.format}.
 */
final class NpyArray {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int HEADER_AT = MAGIC.length + Short.BYTES;
    private static final int ALIGNMENT = 64;
    private static final String FLOATS = "<f4";
    private static final String BYTES = "|u1";
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '(<f4|\\|u1)', 'fortran_order': False, 'shape': \\(((\\d{1,9}, ?){0,8}\\d{0,9})\\), \\} *\n");

    private final String type;
    private final int[] shape;
    private final byte[] data;

    private NpyArray(String type, byte[] data, int... shape) throws IOException {
        this.type = type;
        this.data = data;
        this.shape = shape;
        double values = Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b); // exact where it can be right
        if (values * (type.equals(FLOATS) ? Float.BYTES : 1) != data.length) {
            throw new IOException(data.length + " bytes for an array " + Arrays.toString(shape) + " of " + type);
        }
    }

    /** An array of 32-bit floats; their number has to be that of the shape. */
    static NpyArray floats(float[] values, int... shape) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new NpyArray(FLOATS, bytes.array(), shape.clone());
    }

    /** An array of unsigned bytes; their number has to be that of the shape. */
    static NpyArray bytes(byte[] values, int... shape) throws IOException {
        return new NpyArray(BYTES, values.clone(), shape.clone());
    }

    /** Sizes of the axes. */
    int[] shape() {
        return shape.clone();
    }

    /** The values, row-major. */
    float[] floats() throws IOException {
        require(FLOATS);
        float[] values = new float[data.length / Float.BYTES];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** The values, row-major. */
    byte[] bytes() throws IOException {
        require(BYTES);
        return data.clone();
    }

    private void require(String wanted) throws IOException {
        if (!type.equals(wanted)) {
            throw new IOException("expected an array of " + wanted + ", found " + type);
        }
    }

    /** The array as a file. */
    byte[] file() {
        String sizes = IntStream.of(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String tuple = shape.length == 1 ? sizes + "," : sizes;
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int unpadded = HEADER_AT + header.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        String padded = header + " ".repeat(padding) + "\n";
        ByteBuffer file =
                ByteBuffer.allocate(HEADER_AT + padded.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(MAGIC).putShort((short) padded.length());
        file.put(padded.getBytes(StandardCharsets.US_ASCII)).put(data);
        return file.array();
    }

    /**
     * Reads what {@link #file} writes.
     *
     * @throws IOException if it is something else
     */
    static NpyArray parse(byte[] file) throws IOException {
        if (file.length < HEADER_AT || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("not an NPY file of version 1.0");
        }
        int length = Short.toUnsignedInt(
                ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(MAGIC.length));
        int end = Math.min(HEADER_AT + length, file.length);
        String header = new String(file, HEADER_AT, end - HEADER_AT, StandardCharsets.US_ASCII);
        Matcher fields = HEADER.matcher(header);
        if (!fields.matches()) {
            throw new IOException("expected an NPY header of floats or bytes in C order, found " + header.strip());
        }
        int[] shape = Pattern.compile(",")
                .splitAsStream(fields.group(2))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        return new NpyArray(fields.group(1), Arrays.copyOfRange(file, end, file.length), shape);
    }
}
