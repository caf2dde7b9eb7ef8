package org.ctbench.harness.determinism;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.harness.findings.GoldenFinding;

/** Computes what an arithmetic has golden digests of, with vectors of each width and several numbers of threads. */
public final class GoldenCheck {
    /** Numbers of threads that are tried. */
    public static final List<Integer> THREADS = List.of(1, 2, 3, 7);

    private static final List<Integer> USUAL = List.of(2);
    private static final Pattern WIDTH = Pattern.compile("(\\d+)-bit vectors");

    private final String arithmetic;
    private final Map<String, String> golden;
    private final Source source;

    /**
     * Prepares a check.
     *
     * @param arithmetic its name and version
     * @param golden its golden digests by name
     * @param source computes in a process of its own
     */
    public GoldenCheck(String arithmetic, Map<String, String> golden, Source source) {
        this.arithmetic = arithmetic;
        this.golden = golden;
        this.source = source;
    }

    /** Starts processes. */
    @FunctionalInterface
    public interface Source {
        /** What a fresh engine computes in a process of its own. */
        Proof compute(Vectors vectors, int threads) throws IOException;
    }

    /**
     * Computes, setting by setting; widths that the processor lacks are left out.
     *
     * @param full whether every width is tried with every number of threads, and not only the widest vectors
     * @param done is told of every setting when it is there
     */
    public GoldenFinding run(boolean full, Consumer<GoldenFinding.Setting> done) throws IOException {
        List<GoldenFinding.Setting> settings = new ArrayList<>();
        int widest = 0;
        for (Vectors vectors : Vectors.values()) {
            boolean first = vectors == Vectors.WIDEST;
            if (!first && vectors.bits() >= widest) {
                continue;
            }
            for (int threads : first || full ? THREADS : USUAL) {
                Proof proof = source.compute(vectors, threads);
                GoldenFinding.Setting setting = GoldenFinding.Setting.of(proof.engine(), proof.digests(), golden);
                settings.add(setting);
                widest = Math.max(widest, width(setting.kernels()));
                done.accept(setting);
            }
        }
        return new GoldenFinding(arithmetic, golden, settings);
    }

    /** Width of the vectors in bits; 0 without vectors. */
    private static int width(String kernels) {
        Matcher matcher = WIDTH.matcher(kernels);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
