package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.ctbench.splits.documents.Sha256;

/**
 * How a sample was drawn from another split; it can be drawn again from these values alone.
 *
 * @param algorithm random number generator and its use, {@code SplitMix64/1}
 * @param from split that it was drawn from
 * @param fromManifest digest of that split's manifest
 * @param perClass images of each class
 * @param seed seed
 * @param by what was equally likely to be drawn
 */
public record Sampling(String algorithm, String from, Sha256 fromManifest, int perClass, long seed, Unit by) {
    /** @throws IllegalArgumentException if a part is missing or {@code perClass} is below 1 */
    public Sampling {
        Required.text(algorithm, "algorithm");
        Required.text(from, "from");
        Required.value(fromManifest, "fromManifest");
        Required.value(by, "by");
        if (perClass < 1) {
            throw new IllegalArgumentException("'perClass' must be 1 or more, not " + perClass);
        }
    }

    /** What is drawn with equal chance. */
    public enum Unit {
        /** Every image of a class. Patients with many slices fill the sample. */
        @JsonProperty("image")
        IMAGE,
        /** Every patient of a class: one image each in turn, so that no patient outweighs another. */
        @JsonProperty("patient")
        PATIENT;

        /** The word for it in locks and on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
