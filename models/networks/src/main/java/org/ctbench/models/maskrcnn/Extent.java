package org.ctbench.models.maskrcnn;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which parameters of a Mask R-CNN are trained (the paper's Table 3 compares the two). */
public enum Extent {
    /** Feature pyramid, region proposal network and both branches; the body keeps its initial weights and statistics. */
    @JsonProperty("heads")
    HEADS("the residual network is frozen; feature pyramid, region proposal network and branches are trained"),
    /** Every parameter. */
    @JsonProperty("full")
    FULL("every parameter is trained");

    private final String meaning;

    Extent(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
