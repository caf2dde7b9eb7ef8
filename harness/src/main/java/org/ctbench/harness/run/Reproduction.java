package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.PlanReference;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.SegmentationModelProvider;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.Locks;
import org.ctbench.splits.UserException;

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
     * {@code weights/}, {@code predictions/}, {@code captures/}, {@code splits.yaml} and, last, {@code results.json}.
     *
     * @throws UserException if the folder holds something else, a split or an image is missing, a lesion mask is damaged, a
     *     model cannot start from another, or a training diverges
     */
    public static RunResults run(PlanFile file, Folders folders, EngineSource engines, Progress progress)
            throws IOException {
        return new Reproduction(file, folders, progress).run(engines);
    }

    private RunResults run(EngineSource engines) throws IOException {
        RunFolder.check(folders.out(), plan);
        Locks locks = locks().withSamples(folders.data());
        try (RunData data = RunData.open(folders, locks, splitIds(), progress)) {
            ImageSets images = new ImageSets(data, plan, progress);
            readMasks(images);
            RunFolder.claim(folders.out(), file.resolved());
            return compute(images, data, engines);
        }
    }

    /** A damaged mask is found now and not after hours. */
    private void readMasks(ImageSets images) throws IOException {
        for (ModelItem item : plan.models()) {
            if (item.provider().needsLesions()) {
                Segmentation lesions = plan.segmentation().orElseThrow();
                images.lesionsToLearn(lesions.train(), plan.protocolOf(item).image());
                images.lesions(lesions.test(), plan.protocolOf(item).image());
            }
        }
    }

    private RunResults compute(ImageSets images, RunData data, EngineSource engines) throws IOException {
        try (Engine engine = engines.open()) {
            new StartCheck(file, engine, new Weights(plan, folders.out())).run();
            RunContext context = new RunContext(plan, engine, images, progress, stopwatch, folders.out());
            List<ModelResults> results = new ArrayList<>();
            for (ModelItem item : plan.models()) {
                results.add(run(new ItemRun(context, item)));
            }
            Numbers numbers = new Numbers(
                    PlanReference.to(plan), plan.protocol().seeds(), references(data), data.checks(), results);
            RunResults document = RunResults.of(numbers, Provenance.collect(engine.info()), stopwatch.timing());
            RunLocks.write(folders.out(), splitIds().stream().map(data::lock).toList());
            RunFolder.finish(folders.out(), document);
            return document;
        }
    }

    private static ModelResults run(ItemRun item) throws IOException {
        ModelProvider provider = item.item().provider();
        if (provider instanceof SegmentationModelProvider segmentation) {
            return new SegmentationRun(item, segmentation).run();
        }
        if (!(provider instanceof ClassifierProvider classifier)) {
            throw new IllegalStateException(provider.id() + " makes neither classifiers nor segmentation models");
        }
        PreparedImages images = item.run().images().of(item.protocol().image());
        try (BatchReader batches = new BatchReader(images, item.protocol().batch())) {
            return new ClassifierRun(item, classifier, images, batches).run();
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

    /** Ids of all splits that take part, in the order of the plan. */
    private List<String> splitIds() {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(plan.train());
        plan.validate().ifPresent(ids::add);
        plan.evaluate().forEach(set -> {
            set.fineTune().map(FineTune::split).ifPresent(ids::add);
            ids.add(set.split());
        });
        plan.lesions().ifPresent(lesions -> {
            ids.add(lesions.train());
            ids.add(lesions.test());
        });
        return List.copyOf(ids);
    }

    private List<SplitReference> references(RunData data) throws IOException {
        List<SplitReference> references = new ArrayList<>();
        List<String> withMasks = plan.lesions()
                .map(lesions -> List.of(lesions.train(), lesions.test()))
                .orElse(List.of());
        for (String id : splitIds()) {
            references.add(data.reference(id, withMasks.contains(id)));
        }
        return references;
    }
}
