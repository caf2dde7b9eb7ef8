package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.plan.ForeignFiles;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.classifiers.WeightAnswer;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.weights.ForeignWeights;
import org.ctbench.models.weights.TensorSummary;
import org.ctbench.models.weights.WeightMatch;

/**
 * What a file of weights holds.
 *
 * @param file the file
 * @param bytes its length
 * @param sha256 its digest
 * @param form how it is written
 * @param notes where the state dict was found, and what was changed in its names
 * @param carried what else the file holds, in words
 * @param tensors the state dict
 * @param fits how well each model fits, the best first
 * @param answers what the weights say about their training, if a model fits
 */
record WeightInspection(
        String file,
        long bytes,
        String sha256,
        String form,
        List<String> notes,
        Map<String, String> carried,
        List<TensorSummary> tensors,
        List<Fit> fits,
        List<WeightAnswer> answers) {
    /**
     * One model.
     *
     * @param model its id
     * @param classes image classes that the shapes show
     * @param fitting how many of its parameters, buffers and counters the file has as it needs them
     * @param match how many it has, and what does not fit
     */
    record Fit(String model, int classes, int fitting, WeightMatch match) {
        static Fit of(WeightFit fit) {
            return new Fit(fit.model(), fit.classes(), fit.match().fitting(), fit.match());
        }
    }

    static WeightInspection of(Path path, ModelRegistry registry) throws IOException {
        ForeignWeights read = ForeignFiles.read(path);
        List<WeightFit> fits = fits(read, registry);
        List<WeightAnswer> answers = fits.stream()
                .filter(fit -> fit.match().complete())
                .findFirst()
                .map(fit -> registry.get(fit.model()).examine(read.weights()))
                .orElse(List.of());
        return new WeightInspection(
                path.toString(),
                Files.size(path),
                ForeignFiles.digest(path).hex(),
                read.form(),
                read.notes(),
                read.carried(),
                read.weights().names().stream().map(read.weights()::summary).toList(),
                fits.stream().map(Fit::of).toList(),
                answers);
    }

    /** How the models take the weights, those that fit whole first, then those that lack or leave least. */
    static List<WeightFit> fits(ForeignWeights read, ModelRegistry registry) {
        List<WeightFit> fits = new ArrayList<>();
        for (ModelProvider provider : registry.providers()) {
            Optional<WeightFit> fit = provider.fit(read.weights(), provider.options());
            fit.ifPresent(fits::add);
        }
        fits.sort(Comparator.comparingInt(WeightInspection::faults));
        return fits;
    }

    private static int faults(WeightFit fit) {
        WeightMatch match = fit.match();
        return match.missing().size()
                + match.unexpected().size()
                + match.different().size();
    }
}
