package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the learning rate changes over a training. */
public enum Schedule {
    /** The same rate in every step, as in the article. */
    @JsonProperty("constant")
    CONSTANT {
        @Override
        public double factor(long seen, long images) {
            return 1;
        }
    },

    /** Falls in a straight line from the full rate at the first step towards 0 after the last one. */
    @JsonProperty("linear")
    LINEAR {
        @Override
        public double factor(long seen, long images) {
            return (double) (images - seen) / images;
        }
    };

    /**
     * What the learning rate of a step is multiplied by.
     *
     * @param seen images of the training before this step, all epochs counted; below {@code images}
     * @param images images of the whole training, all epochs counted
     * @return above 0, at most 1
     */
    public abstract double factor(long seen, long images);
}
