package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.ImageOptions;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.PlanReference;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.Locks;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Suggestion;

/** Runs a plan from its data to its results document. */
public final class Reproduction {
    private final PlanFile file;
    private final Plan plan;
    private final Folders folders;
    private final Progress progress;
    private final Stopwatch stopwatch = new Stopwatch();

    private Reproduction(PlanFile file, Folders folders, Progress progress) {
        this.file = file;
        this.plan = file.plan();
        this.folders = folders;
        this.progress = progress;
    }

    /**
     * Where a run reads and writes; nothing is written elsewhere.
     *
     * @param data images and manifests
     * @param out results
     * @param cache decoded slices
     */
    public record Folders(Path data, Path out, Path cache) {}

    /** Makes the engine that computes; called only after all data were found. */
    @FunctionalInterface
    public interface EngineSource {
        /** A fresh engine, closed by the run. */
        Engine open();
    }

    /**
     * Runs a plan: makes generated data, checks splits and images, trains, evaluates, writes {@code plan.yaml},
     * {@code weights/}, {@code predictions/}, {@code splits.yaml} and, last, {@code results.json}.
     *
     * @throws UserException if a model is unknown, the folder holds something else, a split or an image is missing, or a
     *     training diverges
     */
    public static RunResults run(PlanFile file, Folders folders, EngineSource engines, Progress progress)
            throws IOException {
        return new Reproduction(file, folders, progress).run(engines);
    }

    private RunResults run(EngineSource engines) throws IOException {
        List<ClassifierProvider> models = models();
        RunFolder.check(folders.out(), plan);
        Locks locks = locks().withSamples(folders.data());
        try (RunData data = RunData.open(folders, locks, splitIds(), progress)) {
            RunFolder.claim(folders.out(), file.resolved());
            return compute(models, data, engines);
        }
    }

    private RunResults compute(List<ClassifierProvider> models, RunData data, EngineSource engines) throws IOException {
        try (Engine engine = engines.open();
                BatchReader batches =
                        new BatchReader(images(data), plan.protocol().batch())) {
            ModelRun.Context context = new ModelRun.Context(
                    engine,
                    data,
                    new TrainingLoop(progress, batches),
                    new EvaluationLoop(progress, batches),
                    stopwatch,
                    folders.out());
            List<ModelResults> results = new ArrayList<>();
            for (ClassifierProvider model : models) {
                results.add(new ModelRun(plan, context, model).run());
            }
            Numbers numbers = new Numbers(
                    PlanReference.to(plan), plan.protocol().seeds(), references(data), data.checks(), results);
            RunResults document = RunResults.of(numbers, Provenance.collect(engine.info()), stopwatch.timing());
            RunLocks.write(folders.out(), splitIds().stream().map(data::lock).toList());
            RunFolder.finish(folders.out(), document);
            return document;
        }
    }

    /** The locks of the plan's data, which are generated first if the plan says so. */
    private Locks locks() throws IOException {
        if (plan.data().generate().isEmpty()) {
            return Locks.shipped();
        }
        PhantomSpec spec = plan.data().generate().get().phantom();
        return stopwatch.phase(
                "generate", PhantomGenerator.slices(spec), () -> GeneratedData.make(spec, folders.data(), progress));
    }

    private List<ClassifierProvider> models() {
        ModelRegistry registry = ModelRegistry.load();
        for (String id : plan.models()) {
            if (!registry.ids().contains(id)) {
                throw file.fault(
                        "models[" + plan.models().indexOf(id) + "]",
                        "no model '" + id + "'",
                        Suggestion.hint(id, registry.ids()));
            }
        }
        return plan.models().stream().map(registry::get).toList();
    }

    private PreparedImages images(RunData data) throws IOException {
        ImageOptions options = plan.protocol().image();
        Preprocessing preprocessing = Preprocessing.of(options.size(), options.normalisation());
        return PreparedImages.of(data, preprocessing, data.split(plan.train()));
    }

    /** Ids of all splits that take part, in the order of the plan. */
    private List<String> splitIds() {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(plan.train());
        plan.validate().ifPresent(ids::add);
        plan.evaluate().forEach(set -> {
            set.fineTune().map(FineTune::split).ifPresent(ids::add);
            ids.add(set.split());
        });
        return List.copyOf(ids);
    }

    private List<SplitReference> references(RunData data) throws IOException {
        List<SplitReference> references = new ArrayList<>();
        for (String id : splitIds()) {
            references.add(data.reference(id));
        }
        return references;
    }
}
