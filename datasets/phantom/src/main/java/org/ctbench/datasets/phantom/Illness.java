package org.ctbench.datasets.phantom;

/** What the lungs of a generated patient show: the three classes of COVIDx-CT v1, in their order. */
enum Illness {
    /** Nothing. */
    NORMAL("Normal"),
    /** Common pneumonia. */
    CP("CP"),
    /** Novel coronavirus pneumonia, COVID-19. */
    NCP("NCP");

    private final String prefix;

    Illness(String prefix) {
        this.prefix = prefix;
    }

    /** First part of a COVIDx-CT file name. */
    String prefix() {
        return prefix;
    }

    /** Label in the lists: 0, 1 or 2. */
    int label() {
        return ordinal();
    }
}
