package org.ctbench.datasets.phantom;

/** Prints the digests of a generated image, a line for each. */
public final class PhantomDigests {
    private PhantomDigests() {}

    public static void main(String[] args) {
        PhantomProof.compute().forEach((name, digest) -> System.out.println(digest + "  " + name));
    }
}
