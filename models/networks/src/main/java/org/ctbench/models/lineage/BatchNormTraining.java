package org.ctbench.models.lineage;

/** Which batch norms of COVID-CT-Mask-Net's backbone have their scales and shifts trained (D-49). */
public enum BatchNormTraining {
    /** Those whose name contains {@code bn}, as the released script: not {@code downsample.1}. */
    RELEASED("scales and shifts of the batch norms named bn are trained, those of the shortcuts are not"),
    /** All, those of the shortcuts too. */
    ALL("scales and shifts of all batch norms are trained");

    private final String meaning;

    BatchNormTraining(String meaning) {
        this.meaning = meaning;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }

    /** Whether a parameter of this name is trained, that of the classifier included. */
    boolean trains(String name) {
        return name.contains("new") || name.contains("bn") || this == ALL && name.contains("downsample.1.");
    }
}
