package org.ctbench.harness.cells;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.splits.documents.Sha256;

/**
 * The code that can change a number of a cell: the packages below, the engine in use, and models of others. What makes lists and
 * images is not among it, since both are known by their digests, nor are pages, commands, progress and benchmarks: changing them
 * throws no trained model away. Nor does a moved comment, as {@link ClassFiles} knows no line numbers; another version of javac,
 * however, may make other instructions of the same sources, and so other keys. Libraries do not count, those of an engine
 * excepted, which stand in its {@link org.ctbench.models.tensor.EngineInfo}.
 */
public final class ComputingCode {
    /** The packages of ctbench that compute, whatever the engine; their subpackages are named, too. */
    static final List<String> PACKAGES = List.of(
            "org.ctbench.splits",
            "org.ctbench.splits.documents",
            "org.ctbench.splits.lists",
            "org.ctbench.splits.random",
            "org.ctbench.datasets",
            "org.ctbench.datasets.cache",
            "org.ctbench.datasets.decode",
            "org.ctbench.datasets.layout",
            "org.ctbench.datasets.lesion",
            "org.ctbench.datasets.preprocess",
            "org.ctbench.models.affinity",
            "org.ctbench.models.classifiers",
            "org.ctbench.models.detection",
            "org.ctbench.models.kernels",
            "org.ctbench.models.layers",
            "org.ctbench.models.lineage",
            "org.ctbench.models.maskrcnn",
            "org.ctbench.models.memory",
            "org.ctbench.models.resnet",
            "org.ctbench.models.tape",
            "org.ctbench.models.tensor",
            "org.ctbench.models.torch",
            "org.ctbench.models.train",
            "org.ctbench.models.twostage",
            "org.ctbench.models.weights",
            "org.ctbench.harness.captures",
            "org.ctbench.harness.cells",
            "org.ctbench.harness.coco",
            "org.ctbench.harness.metrics",
            "org.ctbench.harness.plan",
            "org.ctbench.harness.predictions",
            "org.ctbench.harness.results",
            "org.ctbench.harness.run",
            "org.ctbench.harness.run.data",
            "org.ctbench.harness.run.work",
            "org.ctbench.harness.segmentation");

    private static final String OURS = "org.ctbench.";

    private ComputingCode() {}

    /** Digest of the packages and of the engine: its package if it is one of ours, else the jar or folder that it comes from. */
    static Sha256 digest(EngineProvider engine) {
        return classes(engine).digest();
    }

    /** What {@link #digest(EngineProvider)} covers. */
    static ClassFiles classes(EngineProvider engine) {
        try {
            ClassFiles classes = new ClassFiles();
            for (String name : PACKAGES) {
                classes.addPackage(ComputingCode.class.getClassLoader(), name);
            }
            Class<?> provider = engine.getClass();
            if (provider.getName().startsWith(OURS)) {
                classes.addPackages(provider.getClassLoader(), provider.getPackageName());
            } else {
                classes.addAllBeside(provider);
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException("reading ctbench's own classes", e);
        }
    }

    /** Digest of the packages of these classes: of code that computes some cells alone. */
    public static Sha256 ofPackages(Class<?>... some) {
        try {
            ClassFiles classes = new ClassFiles();
            for (Class<?> one : some) {
                classes.addPackage(one.getClassLoader(), one.getPackageName());
            }
            return classes.digest();
        } catch (IOException e) {
            throw new UncheckedIOException("reading ctbench's own classes", e);
        }
    }

    /** Digest of the jar or folder that a model of others comes from; empty if the model is one of ours. */
    static Optional<Sha256> digest(ModelProvider model) {
        if (PACKAGES.contains(model.getClass().getPackageName())) {
            return Optional.empty();
        }
        try {
            ClassFiles classes = new ClassFiles();
            classes.addAllBeside(model.getClass());
            return Optional.of(classes.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the classes of the model " + model.id(), e);
        }
    }
}
