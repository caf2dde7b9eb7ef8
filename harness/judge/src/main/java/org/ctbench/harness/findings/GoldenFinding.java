package org.ctbench.harness.findings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.models.tensor.EngineInfo;

/**
 * Whether an arithmetic met its golden digests on a machine.
 *
 * @param arithmetic its name and version: {@code exact/1}
 * @param digests the golden digests by name, SHA-256 in hexadecimal
 * @param settings what was computed in each setting, in a process of its own
 */
public record GoldenFinding(String arithmetic, Map<String, String> digests, List<Setting> settings) {
    private static final int SHOWN = 12;

    public GoldenFinding {
        Objects.requireNonNull(arithmetic, "arithmetic");
        digests = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(digests, "digests")));
        settings = List.copyOf(Objects.requireNonNull(settings, "settings"));
    }

    /**
     * A setting in which everything was computed.
     *
     * @param kernels who computed convolutions: {@code 512-bit vectors}
     * @param threads of the engine
     * @param met how many golden digests were met
     * @param missed those that were not
     */
    public record Setting(String kernels, int threads, int met, List<Missed> missed) {
        public Setting {
            Objects.requireNonNull(kernels, "kernels");
            missed = List.copyOf(Objects.requireNonNull(missed, "missed"));
        }

        /**
         * What became of golden digests.
         *
         * @param engine what computed
         * @param digests what it computed, by name
         */
        public static Setting of(EngineInfo engine, Map<String, String> digests, Map<String, String> golden) {
            List<Missed> missed = new ArrayList<>();
            golden.forEach((name, digest) -> {
                Optional<String> computed = Optional.ofNullable(digests.get(name));
                if (!computed.equals(Optional.of(digest))) {
                    missed.add(new Missed(name, digest, computed));
                }
            });
            return new Setting(engine.convolutions(), engine.threads(), golden.size() - missed.size(), missed);
        }

        /** The setting, for people: {@code 512-bit vectors, 2 threads}. */
        public String text() {
            return kernels + ", " + threads + (threads == 1 ? " thread" : " threads");
        }

        /** What was found in it, for people: {@code all 46 golden digests met}. */
        public String found() {
            return missed.isEmpty()
                    ? "all " + met + " golden digests met"
                    : missed.size() + " of " + (met + missed.size()) + " golden digests not met";
        }
    }

    /**
     * A golden digest that was not met.
     *
     * @param name what was computed: {@code matmul}
     * @param golden the golden digest
     * @param computed the digest of what came out; empty if nothing of that name was computed
     */
    public record Missed(String name, String golden, Optional<String> computed) {
        public Missed {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(golden, "golden");
            Objects.requireNonNull(computed, "computed");
        }

        /** For people: {@code matmul: golden 99bc5eb09542, computed 1b2c9f0d5e77}. */
        public String text() {
            return name + ": golden " + abbreviated(golden) + ", computed "
                    + computed.map(GoldenFinding::abbreviated).orElse("nothing");
        }
    }

    /** Whether every digest was met in every setting. */
    public boolean met() {
        return settings.stream().allMatch(setting -> setting.missed().isEmpty());
    }

    /** The first digits of a digest, for people. */
    public static String abbreviated(String digest) {
        return digest.substring(0, Math.min(SHOWN, digest.length()));
    }
}
