package org.ctbench.harness.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ctbench.harness.card.CardedNetwork;
import org.ctbench.harness.card.CardedPredictions;
import org.ctbench.harness.card.ModelCard;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.ComputingCode;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ForeignFiles;
import org.ctbench.harness.plan.ForeignNetwork;
import org.ctbench.harness.plan.ForeignProgram;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.PinnedFile;
import org.ctbench.harness.plan.PlanClasses;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.LesionPredictionFiles;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.program.Container;
import org.ctbench.harness.program.ProgramPredictions;
import org.ctbench.harness.program.ProgramRun;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.run.data.ImageSets;
import org.ctbench.harness.run.work.NetworkRun;
import org.ctbench.models.inference.InferenceProvider;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * What the models bring that ctbench does not train: files of predictions, networks with their cards, programs. All is read before
 * anything is computed, so that a fault is found now and not after hours. What nobody asks for need not be there.
 */
final class ForeignModels {
    private final Map<PredictionSource, List<Sha256>> predictions = new HashMap<>();
    private final Map<String, ObjectNode> facts = new HashMap<>();
    private final Map<String, String> libraries = new TreeMap<>();

    private ForeignModels() {}

    /**
     * Reads all that the cells in scope name.
     *
     * @throws UserException if a file is missing, another one than the plan has a digest of, or at fault; this build does not
     *     compute a network; or there is no image of a container
     */
    static ForeignModels read(SelectedCells scope, ImageSets images, PlanClasses classes) throws IOException {
        ForeignModels models = new ForeignModels();
        for (Cell cell : scope.all()) {
            boolean wanted = scope.cells().contains(cell);
            for (PredictionSource source : sources(cell)) {
                if (wanted) {
                    models.predictions.put(source, read(cell, source, images, classes));
                } else {
                    boolean there = PredictionFiles.areThere(source);
                    models.predictions.putIfAbsent(source, there ? PredictionFiles.digests(source) : List.of());
                }
            }
            if (wanted) {
                models.read(cell.item());
            }
            if (wanted && cell.item().network().isPresent()) {
                PinnedFile card = cell.item().network().get().card();
                Path file = Path.of(card.file());
                CardedPredictions.requireClasses(
                        ModelCard.read(file), file, classes.of(cell.set().orElseThrow()));
            }
        }
        return models;
    }

    /**
     * Looks at what the cells in scope name, as far as it can where the lists that they are about are not there yet.
     *
     * @throws UserException as {@link #read} does
     */
    static void require(SelectedCells scope) throws IOException {
        ForeignModels models = new ForeignModels();
        for (Cell cell : scope.cells()) {
            for (PredictionSource source : sources(cell)) {
                PredictionFiles.digests(source);
            }
            models.read(cell.item());
        }
    }

    private static List<Sha256> read(Cell cell, PredictionSource source, ImageSets images, PlanClasses classes)
            throws IOException {
        if (source.ofLesions()) {
            return LesionPredictionFiles.read(source, images.lesionTask()).files();
        }
        EvaluationSet set = cell.set().orElseThrow();
        return PredictionFiles.read(source, images.task(set.split(), classes.of(set)))
                .files();
    }

    private static List<PredictionSource> sources(Cell cell) {
        return cell.predictions().stream().toList();
    }

    private void read(ModelItem item) throws IOException {
        if (facts.containsKey(item.id())) {
            return;
        }
        Optional<ObjectNode> found = Optional.empty();
        if (item.network().isPresent()) {
            found = Optional.of(network(item.network().get()));
        } else if (item.program().isPresent()) {
            found = Optional.of(program(item.id(), item.program().get()));
        }
        found.ifPresent(known -> {
            known.put("arch", System.getProperty("os.arch"));
            Provenance.Hardware.detect().processor().ifPresent(name -> known.put("processor", name));
            facts.put(item.id(), known);
        });
    }

    private ObjectNode network(ForeignNetwork network) throws IOException {
        InferenceProvider provider = NetworkRun.provider(network);
        ForeignFiles.require(network.file());
        ForeignFiles.require(network.card());
        Path file = Path.of(network.card().file());
        List<Sha256> golden = new ArrayList<>();
        for (ModelCard.GoldenPair pair : ModelCard.read(file).golden()) {
            golden.add(Sha256.of(Documents.readBytes(file.resolveSibling(pair.image()))));
        }
        libraries.putAll(provider.libraries());
        ObjectNode known = tree(Map.of("golden", golden, "libraries", provider.libraries()));
        return known.put(
                "code",
                ComputingCode.ofPackages(NetworkRun.class, CardedNetwork.class, provider.getClass())
                        .hex());
    }

    private ObjectNode program(String id, ForeignProgram program) throws IOException {
        for (PinnedFile file : program.files().orElse(List.of())) {
            ForeignFiles.require(file);
        }
        ObjectNode known = tree(Map.of());
        String what = program.name();
        Optional<Container> container = ProgramPredictions.container(program);
        if (container.isPresent()) {
            String digest = container.get().digest();
            known.put("image", digest);
            what += ", " + digest;
        }
        libraries.put("program of " + id, what);
        return known.put(
                "code",
                ComputingCode.ofPackages(NetworkRun.class, ProgramRun.class).hex());
    }

    private static ObjectNode tree(Map<String, ?> values) {
        return (ObjectNode) Documents.toTree(values);
    }

    /** Digests of the files of a source. */
    List<Sha256> predictions(PredictionSource source) {
        return predictions.get(source);
    }

    /** What decides the results of a network or a program, beside what the plan says; empty for one that nobody asks for. */
    ObjectNode facts(ModelItem item) {
        return facts.getOrDefault(item.id(), tree(Map.of()));
    }

    /** Name and version of what computes in place of an engine. */
    Map<String, String> libraries() {
        return libraries;
    }
}
