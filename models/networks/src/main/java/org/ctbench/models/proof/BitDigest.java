package org.ctbench.models.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.splits.documents.Sha256;

/** SHA-256 over the bits of float32 numbers, little-endian; every NaN counts as one. */
final class BitDigest {
    private final MessageDigest sha = Sha256.digest();

    BitDigest add(Tensor tensor) {
        return add(tensor.toArray());
    }

    BitDigest add(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putInt(Float.floatToIntBits(value)); // the canonical NaN
        }
        sha.update(bytes.array());
        return this;
    }

    String hex() {
        return Sha256.finish(sha).hex();
    }
}
