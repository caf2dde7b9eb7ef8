package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.page.ModelCardPage;
import org.ctbench.harness.plan.ForeignFiles;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.maskrcnn.TorchvisionNames;
import org.ctbench.models.weights.ForeignWeights;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench weights}: files of weights, whoever wrote them. */
@Command(
        name = "weights",
        description =
                "Inspect weights of any program, convert their names, and write the model card of weights of a run. Nothing in a file is executed.",
        synopsisSubcommandLabel = "(inspect | convert | card)",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ctbench weights inspect affinity_model_16.pth"})
public final class WeightsCommand {
    private final ModelRegistry registry = ModelRegistry.load();

    @Spec
    private CommandSpec spec;

    /** By which names tensors are written. */
    private enum Names {
        KEPT {
            @Override
            WeightFile of(WeightFile file, Optional<WeightFit> fit) {
                return file;
            }
        },
        CTBENCH {
            @Override
            WeightFile of(WeightFile file, Optional<WeightFit> fit) {
                return fit.orElseThrow().weights();
            }
        },
        RELEASED {
            @Override
            WeightFile of(WeightFile file, Optional<WeightFit> fit) {
                return fit.orElseThrow().weights().withAliases(fit.orElseThrow().aliases());
            }
        },
        TORCHVISION {
            @Override
            WeightFile of(WeightFile file, Optional<WeightFit> fit) throws IOException {
                return RELEASED.of(file, fit).renamed(TorchvisionNames::current);
            }
        };

        abstract WeightFile of(WeightFile file, Optional<WeightFit> fit) throws IOException;
    }

    @Command(
            name = "inspect",
            description = {
                "Print what a safetensors file or a checkpoint of PyTorch holds: tensors with their range, the model that they"
                        + " fit, and what they say about how it was trained.",
                "Exit 0 whatever the weights fit."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench weights inspect affinity_model_16.pth"})
    int inspect(
            @Parameters(paramLabel = "FILE", description = "A .pth or safetensors file.") Path file,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException {
        WeightInspection found = WeightInspection.of(file, registry);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Documents.toJson(found) : WeightsText.of(found));
        out.flush();
        return 0;
    }

    @Command(
            name = "convert",
            description = {
                "Write weights as a safetensors file, which PyTorch reads. Values and types stay as they are.",
                "Other names than those of the file need a model that the weights fit."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  ctbench weights convert resnet18.pth resnet18.safetensors",
                "  ctbench weights convert weights.safetensors for-torch.safetensors --names released"
            })
    int convert(
            @Parameters(paramLabel = "FILE", description = "A .pth or safetensors file.") Path file,
            @Parameters(paramLabel = "OUT", description = "The safetensors file to write.") Path target,
            @Option(
                            names = "--names",
                            paramLabel = "NAMES",
                            defaultValue = "kept",
                            description =
                                    "kept: as in the file; ctbench: each tensor once; released: those of torchvision 0.3 and"
                                            + " of the authors' code, repeated ones too; torchvision: the same for torchvision 0.13 and"
                                            + " newer. Default: ${DEFAULT-VALUE}.")
                    Names names)
            throws IOException {
        ForeignWeights read = ForeignFiles.read(file);
        Optional<WeightFit> fit = names == Names.KEPT ? Optional.empty() : Optional.of(fit(file, read));
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("from", ForeignFiles.digest(file).hex());
        fit.ifPresent(model -> metadata.put("model", model.model()));
        WeightFile written = names.of(read.weights(), fit);
        AtomicFiles.write(target, out -> written.write(metadata, out));
        PrintWriter out = spec.commandLine().getOut();
        read.notes().forEach(note -> out.println("note: " + note));
        out.println(written.names().size() + " tensors"
                + fit.map(model -> " of " + model.model()).orElse("") + ": " + target);
        out.flush();
        return 0;
    }

    @Command(
            name = "card",
            description = {
                "Print the model card of a training of a run, as Hugging Face reads it: README.md with metadata. It holds data, protocol,"
                        + " digests, and every metric with its interval.",
                "Licence, intended use and origin of the images are left to the authors."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench weights card out/demo resnet18 --out resnet18/README.md"})
    int card(
            @Parameters(paramLabel = "RUN", description = "Folder of a finished run.") Path run,
            @Parameters(paramLabel = "MODEL", description = "The training; with several seeds such as resnet18-seed1.")
                    String model,
            @Option(names = "--out", paramLabel = "FILE", description = "File to write instead of printing.")
                    Optional<Path> file)
            throws IOException {
        String card = ModelCardPage.of(RunEvidence.read(run), model);
        PrintWriter out = spec.commandLine().getOut();
        if (file.isPresent()) {
            AtomicFiles.write(file.get(), card);
            out.println("model card: " + file.get());
        } else {
            out.print(card);
        }
        out.flush();
        return 0;
    }

    private WeightFit fit(Path file, ForeignWeights read) {
        List<WeightFit> fits = WeightInspection.fits(read, registry);
        WeightFit best = fits.get(0);
        if (!best.match().complete()) {
            throw new UserException(
                    "the weights fit no model, so their names cannot be changed; the nearest is " + best.model()
                            + best.match().text(),
                    file.toString(),
                    "leave out --names, or see `ctbench weights inspect`");
        }
        return best;
    }
}
