package org.ctbench.models.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.tensor.Engine;

/**
 * Digests of what an engine computes: of every operation, forward and backward, on several shapes, and of networks before and
 * after some steps of training. An arithmetic with a name has published digests, the same on every machine.
 */
public final class ArithmeticProof {
    private ArithmeticProof() {}

    /** The digests of an engine by name, in a fixed order. */
    public static Map<String, String> of(Engine engine) {
        Map<String, String> digests = new LinkedHashMap<>();
        new OperationDigests(engine, digests).run();
        new NetworkDigests(engine, digests).run();
        return Collections.unmodifiableMap(digests);
    }

    /**
     * The published digests of an arithmetic: {@code exact/1}.
     *
     * @return empty if none are known
     */
    public static Optional<Map<String, String>> published(String arithmetic) {
        String resource = arithmetic.replace('/', '-') + ".sha256";
        try (InputStream in = ArithmeticProof.class.getResourceAsStream(resource)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** Digests as {@link #text} writes them. */
    public static Map<String, String> read(String text) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            int space = line.indexOf(' ');
            digests.put(line.substring(space).strip(), line.substring(0, space));
        }
        return Collections.unmodifiableMap(digests);
    }

    /** Digests as text, a line for each. */
    public static String text(Map<String, String> digests) {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (name, digest) -> text.append(digest).append("  ").append(name).append('\n'));
        return text.toString();
    }

    /** Names whose digests differ or that only one side has. */
    public static List<String> differences(Map<String, String> expected, Map<String, String> actual) {
        Map<String, String> all = new LinkedHashMap<>(expected);
        actual.forEach(all::putIfAbsent);
        return all.keySet().stream()
                .filter(name -> !actual.getOrDefault(name, "").equals(expected.getOrDefault(name, "")))
                .toList();
    }
}
