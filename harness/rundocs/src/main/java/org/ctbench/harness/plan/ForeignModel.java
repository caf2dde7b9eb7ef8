package org.ctbench.harness.plan;

/** A model that ctbench does not train: where its predictions come from. */
public sealed interface ForeignModel permits ForeignPredictions, ForeignNetwork, ForeignProgram {
    /** What it is, in one word. */
    String kind();

    /** What it is, for a table of models. */
    String summary();

    /** Whether it has predictions of an evaluation set. */
    boolean covers(EvaluationSet set);

    /** Whether ctbench reads images for it. */
    boolean readsImages();

    /** Whether it is another model with another seed. */
    boolean hasSeeds();
}
