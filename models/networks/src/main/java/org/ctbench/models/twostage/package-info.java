/**
 * Training in two stages per step, segmentation and classification, on shared weights; start at {@link
 * org.ctbench.models.twostage.TwoStageTrainer}.
 */
package org.ctbench.models.twostage;
