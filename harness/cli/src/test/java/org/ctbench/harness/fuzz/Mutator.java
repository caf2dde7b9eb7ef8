package org.ctbench.harness.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages a valid file as disks, transfers, editors and attackers do. The same seed gives the same damage. */
final class Mutator {
    private static final Pattern TOKEN = Pattern.compile("\"[^\"\n]{0,200}\"|[\\w.+-]{1,200}|[\\[\\]{}:,]");

    /** What stands in place of a token: values of another type, out of range or of no type, and syntax. */
    private static final List<String> HOSTILE = List.of(
            "null",
            "~",
            "no",
            "true",
            "NaN",
            ".inf",
            "-1",
            "0",
            "1e400",
            "1e39",
            "2147483648",
            "99999999999999999999",
            "0.9624999761581421",
            "-0.0",
            "9".repeat(2_000),
            "'no'",
            "\"\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[null]",
            "{a: null}",
            "{\"a\": null}",
            "[[1, null], null]",
            "[".repeat(5_000),
            "{a: ".repeat(2_000),
            "&a [*a, *a]",
            "*a",
            "!!binary x",
            "---",
            "../../x",
            "/",
            "\u0000",
            "\u00ff\u00fe",
            "\n",
            "\r\n",
            ",,,,",
            "\"",
            "x".repeat(100_000));

    /** Sizes and offsets at the edges of their types, little-endian. */
    private static final long[] EDGES = {0, 1, -1, 0x7f, 0xff, 0x7fff, 0x7fff_ffff, 0x8000_0000L, Long.MAX_VALUE};

    private final byte[] valid;
    private final List<MatchResult> tokens;
    private final Random random;

    Mutator(byte[] valid, long seed) {
        this.valid = valid;
        this.tokens =
                TOKEN.matcher(text(valid)).results().toList(); // of bytes that are no text, whatever looks like one
        this.random = new Random(seed);
    }

    /** Another damaged file; now and then with several kinds of damage. */
    byte[] next() {
        byte[] bytes = onToken(random.nextInt(3));
        for (int more = random.nextInt(3); more > 0; more--) {
            bytes = onBytes(bytes, random.nextInt(7));
        }
        return bytes;
    }

    private byte[] onToken(int kind) {
        if (tokens.isEmpty() || kind == 0) {
            return onBytes(valid, random.nextInt(7));
        }
        MatchResult token = tokens.get(random.nextInt(tokens.size()));
        MatchResult other = tokens.get(random.nextInt(tokens.size()));
        String by = kind == 1 ? HOSTILE.get(random.nextInt(HOSTILE.size())) : other.group();
        return replaced(valid, token.start(), token.end(), by.getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] onBytes(byte[] bytes, int kind) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
        return switch (kind) {
            case 0 -> flipped(bytes);
            case 1 -> replaced(bytes, from, bytes.length, new byte[0]);
            case 2 -> replaced(bytes, from, from, noise());
            case 3 -> replaced(bytes, from, to, new byte[0]);
            case 4 ->
                replaced(
                        bytes,
                        from,
                        from,
                        text(bytes)
                                .substring(from, to)
                                .repeat(1 + random.nextInt(100))
                                .getBytes(StandardCharsets.ISO_8859_1));
            case 5 -> replaced(bytes, from, to, noise());
            default -> edged(bytes, from);
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int bits = 1 + random.nextInt(4); bits > 0 && flipped.length > 0; bits--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] edged(byte[] bytes, int from) {
        byte[] edged = bytes.clone();
        long edge = EDGES[random.nextInt(EDGES.length)];
        int width = 1 << random.nextInt(4);
        for (int i = 0; i < width && from + i < edged.length; i++) {
            edged[from + i] = (byte) (edge >> 8 * i);
        }
        return edged;
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(32)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte... by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(by);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
