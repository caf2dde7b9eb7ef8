package org.ctbench.models.weights;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.ctbench.models.layers.Module;
import org.ctbench.splits.documents.Sha256;

/** One digest for all weights of a network. */
public final class WeightDigest {
    private WeightDigest() {}

    /**
     * SHA-256 over the entries of the state dict, in its order: a line {@code name type shape} in UTF-8, ended by a line
     * feed ({@code fc.weight F32 [3, 512]}), then the values as in a {@link WeightFile}.
     *
     * @param module an allocated network
     * @return 64 lower-case hexadecimal digits
     */
    public static String of(Module module) {
        MessageDigest sha = Sha256.digest();
        module.stateDict().forEach((name, state) -> {
            String line = name + " " + Stored.typeOf(state) + " " + Arrays.toString(state.shape()) + "\n";
            sha.update(line.getBytes(StandardCharsets.UTF_8));
            sha.update(Stored.bytesOf(state));
        });
        return Sha256.finish(sha).hex();
    }
}
