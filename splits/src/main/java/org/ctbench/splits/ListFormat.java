package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the lines of a published list look. Every list is ASCII text with one image per line and LF line ends. */
public enum ListFormat {
    /** {@code <Normal|CP|NCP>_<patient>_<scan>_<slice>.png <class> <xmin> <ymin> <xmax> <ymax>}, slice in four digits. */
    @JsonProperty("covidx")
    COVIDX("<Normal|CP|NCP>_<patient>_<scan>_<slice>.png <class> <xmin> <ymin> <xmax> <ymax>"),
    /** {@code <0|1|2>_<patient>_<scan>_<slice>.png}: the number stands for the class in a COVIDx-CT name. */
    @JsonProperty("covidx-sample")
    COVIDX_SAMPLE("<0|1|2>_<patient>_<scan>_<slice>.png"),
    /** {@code <patient>_<slice>.jpg}: a slice with a lesion mask, no class. */
    @JsonProperty("lesion")
    LESION("<patient>_<slice>.jpg"),
    /** {@code 0_nCT<number>.jpg} (negative) or {@code 2_pCT<number>.jpg} (COVID-19). */
    @JsonProperty("ictcf")
    ICTCF("0_nCT<number>.jpg or 2_pCT<number>.jpg");

    private final String line;

    ListFormat(String line) {
        this.line = line;
    }

    /** How a line looks, for people. */
    public String line() {
        return line;
    }
}
