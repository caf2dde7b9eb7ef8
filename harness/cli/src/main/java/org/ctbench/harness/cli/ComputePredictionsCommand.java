package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.card.CardedNetwork;
import org.ctbench.harness.card.CardedPredictions;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.models.inference.InferenceProvider;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench predictions compute}: the predictions of a network of another framework. */
@Command(
        name = "compute",
        description = {
            "Compute the predictions of a network of another framework on a split, and write them for `ctbench score`.",
            "Start it as ./ctbench --onnx predictions compute ..., or with --dl4j for files of Deeplearning4j and Keras. A"
                    + " model card says how a slice becomes the network's input, and holds golden images with the outputs that your"
                    + " framework gives for them. Nothing is computed until the network gives the same. The last digits may"
                    + " depend on the processor."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ctbench predictions compute mine.onnx --card card.yaml --split covidx-ct-v1/test --out mine.csv"
        })
final class ComputePredictionsCommand implements Callable<Integer> {
    /** Formats by the extensions of their files. The launcher's options are called as they are. */
    private static final Map<String, String> FORMATS =
            Map.of("onnx", "onnx", "zip", "dl4j", "h5", "dl4j", "hdf5", "dl4j");

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NETWORK",
            description = "The network: an ONNX file (.onnx), one of Deeplearning4j (.zip), or one of Keras 2 (.h5).")
    private Path network;

    @Option(names = "--card", required = true, paramLabel = "FILE", description = "Its model card, a YAML file.")
    private Path card;

    @Option(names = "--split", required = true, paramLabel = "ID", description = "The split: `ctbench splits show`.")
    private String split;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file of predictions; one that is there is not replaced.")
    private Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data folder with images and imported lists. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of decoded slices. Default: that of `ctbench data status`.")
    private Optional<Path> cache;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Threads. Default: 1.")
    private int threads;

    @Mixin
    private LocksOption locks;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out)) {
            throw new UserException("the file already exists", out.toString(), "name another one, or move it away");
        }
        if (threads < 1) {
            throw new UserException("--threads is " + threads, "--threads", "write 1 or more");
        }
        Library library = locks.library();
        Locks known = library.locks().withSamples(data);
        String dataSet = known.split(split).dataSet();
        library.importInto(data);
        try (CardedNetwork carded = CardedNetwork.open(provider(), network, card, threads);
                RunData images = RunData.open(
                        data,
                        cache.orElseGet(CacheFolder::standard),
                        known,
                        Map.of(split, true),
                        Progress.standard())) {
            Predictions predictions = CardedPredictions.of(
                    carded, images, split, known.dataSet(dataSet).classes().names(), Progress.standard());
            PredictionFile.write(out, predictions);
            spec.commandLine()
                    .getOut()
                    .println(out + ": " + predictions.rows().size() + " predictions by " + carded.library()
                            + "; then: ctbench score " + out + " --split " + split);
        }
        return 0;
    }

    private InferenceProvider provider() {
        String name = network.toString();
        String extension = name.substring(name.lastIndexOf('.') + 1);
        if (!FORMATS.containsKey(extension)) {
            throw new UserException(
                    "no network is read from such a file",
                    name,
                    "name an ONNX file (.onnx), one of Deeplearning4j (.zip), or one of Keras 2 (.h5)");
        }
        String format = FORMATS.get(extension);
        return InferenceProvider.of(format)
                .orElseThrow(() -> new UserException(
                        "this build cannot compute this format of networks",
                        name,
                        "start ctbench with it: ./ctbench --" + format + " predictions compute ..."));
    }
}
