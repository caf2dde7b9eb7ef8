package org.ctbench.models.proof;

import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;

/** Prints who computes, and the digests of the exact engine on so many threads. */
public final class ExactDigests {
    private ExactDigests() {}

    public static void main(String[] args) {
        try (Engine engine = ExactEngine.open(Integer.parseInt(args[0]))) {
            System.out.println("# " + engine.info().convolutions());
            System.out.print(ArithmeticProof.text(ArithmeticProof.of(engine)));
        }
    }
}
