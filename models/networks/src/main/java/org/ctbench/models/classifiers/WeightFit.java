package org.ctbench.models.classifiers;

import java.util.Map;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.models.weights.WeightMatch;

/**
 * Weights of another program as a model takes them.
 *
 * @param model id of the model
 * @param classes number of image classes that the shapes show
 * @param options the model's options as far as the shapes show them, standard ones otherwise
 * @param weights the weights by the names of this model, each once
 * @param aliases names under which the released code lists a tensor once more, with the name that stands for it here
 * @param match which tensors fit
 */
public record WeightFit(
        String model,
        int classes,
        ModelOptions options,
        WeightFile weights,
        Map<String, String> aliases,
        WeightMatch match) {}
