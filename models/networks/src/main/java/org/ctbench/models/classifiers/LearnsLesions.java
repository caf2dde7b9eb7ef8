package org.ctbench.models.classifiers;

/** Learns from lesions: a training of such a model needs images with lesion masks. */
public interface LearnsLesions {}
