package org.ctbench.models.weights;

import java.nio.ByteBuffer;
import java.util.Set;

/** Elements of tensors in the types of files, as the types that compute. */
final class Elements {
    private static final Set<String> FLOATS = Set.of("F16", "BF16", "F32", "F64");
    private static final Set<String> WHOLES = Set.of("I8", "U8", "I16", "I32", "I64");

    private Elements() {}

    static boolean areFloats(String type) {
        return FLOATS.contains(type);
    }

    static boolean areWhole(String type) {
        return WHOLES.contains(type);
    }

    /** Float32 values; only of F64 some are rounded, to the nearest. */
    static float[] floats(String type, ByteBuffer bytes) {
        return switch (type) {
            case "F32" -> {
                float[] values = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(values);
                yield values;
            }
            case "F64" -> {
                float[] values = new float[bytes.remaining() / Double.BYTES];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) bytes.getDouble();
                }
                yield values;
            }
            case "F16", "BF16" -> {
                float[] values = new float[bytes.remaining() / Short.BYTES];
                for (int i = 0; i < values.length; i++) {
                    short bits = bytes.getShort();
                    values[i] = type.equals("F16") ? half(bits) : Float.intBitsToFloat(bits << 16);
                }
                yield values;
            }
            default -> throw new IllegalArgumentException("no floats: " + type);
        };
    }

    /** All values of any type that is known, none for others; whole numbers beyond 2^53 are rounded. */
    static double[] doubles(String type, ByteBuffer bytes) {
        int width = switch (type) {
            case "I8", "U8", "BOOL" -> Byte.BYTES;
            case "I16" -> Short.BYTES;
            case "I32" -> Integer.BYTES;
            case "I64", "F64" -> Long.BYTES;
            default -> 0;
        };
        if (areFloats(type) && width == 0) {
            float[] narrow = floats(type, bytes);
            double[] values = new double[narrow.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = narrow[i];
            }
            return values;
        }
        double[] values = new double[width == 0 ? 0 : bytes.remaining() / width];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.equals("F64") ? bytes.getDouble() : whole(type, bytes);
        }
        return values;
    }

    /** The next whole number. */
    static long whole(String type, ByteBuffer bytes) {
        return switch (type) {
            case "I64" -> bytes.getLong();
            case "I32" -> bytes.getInt();
            case "I16" -> bytes.getShort();
            case "I8" -> bytes.get();
            case "U8", "BOOL" -> Byte.toUnsignedLong(bytes.get());
            default -> throw new IllegalArgumentException("no whole numbers: " + type);
        };
    }

    /** Whether a value of F64 is finite and beyond float32. */
    static boolean overflow(String type, ByteBuffer bytes) {
        while (type.equals("F64") && bytes.hasRemaining()) {
            double value = bytes.getDouble();
            if (Double.isFinite(value) && Float.isInfinite((float) value)) {
                return true;
            }
        }
        return false;
    }

    /** IEEE 754 binary16: one sign, five exponent and ten fraction bits. */
    private static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f; // exact: ten bits
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
