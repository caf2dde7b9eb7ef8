package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.datasets.verify.DataCheck;
import org.ctbench.datasets.verify.DataReport;
import org.ctbench.datasets.verify.DataStatus;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctbench data}: the images. */
@Command(
        name = "data",
        description = "The images: what is there, what to download, and whether it is whole.",
        synopsisSubcommandLabel = "(status | verify | phantom)",
        mixinStandardHelpOptions = true,
        subcommands = PhantomCommand.class,
        footer = {"", "Example:", "  ctbench data status --root /mnt/ct"})
public final class DataCommand {
    private static final String UNPACK = "read archives";

    private final Progress progress = Progress.standard();

    @Spec
    private CommandSpec spec;

    @Command(
            name = "status",
            description = "Show which images are there, which are missing, what to download from where, and where the"
                    + " cache is. Opens no image.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench data status --root /mnt/ct"})
    int status(
            @Option(names = "--root", paramLabel = "DIR", description = "Folder with the images.") Path root,
            @Mixin Folders folders)
            throws IOException {
        DataStatus.Places places = folders.places(root);
        try (Tracker unpacked = progress.start(UNPACK, -1, "byte")) {
            DataStatus status = DataStatus.of(folders.locks.locks().withSamples(places.dataFolder()), places, unpacked);
            print(folders.json ? Documents.toJson(status) : status.asTable());
        }
        return 0;
    }

    @Command(
            name = "verify",
            description = "Read every image and lesion mask of the splits and report what is missing, truncated,"
                    + " unreadable, clipped, coloured, or the same in two splits. Exit 1 if a check failed.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench data verify --root /mnt/ct --split covidx-ct-v1/test"})
    int verify(
            @Option(names = "--root", required = true, paramLabel = "DIR", description = "Folder with the images.")
                    Path root,
            @Option(
                            names = "--split",
                            paramLabel = "ID",
                            description = "Split to check; may be repeated. Default: all that are imported and"
                                    + " whose images are there.")
                    List<String> splits,
            @Mixin Folders folders)
            throws IOException {
        DataStatus.Places places = folders.places(root);
        try (Tracker unpacked = progress.start(UNPACK, -1, "byte");
                Tracker images = progress.start("read images", -1, "image")) {
            DataCheck check = DataCheck.of(folders.locks.locks().withSamples(places.dataFolder()), places, unpacked);
            DataReport report = check.run(splits == null ? List.of() : splits, images);
            print(folders.json ? Documents.toJson(report) : report.asTable());
            return report.passed() ? 0 : 1;
        }
    }

    /** Where manifests and cached slices are, and how to print the answer. */
    private static final class Folders {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Data folder with the imported splits. Default: the root if splits were imported there,"
                        + " else data.")
        private Path data;

        @Option(names = "--cache", paramLabel = "DIR", description = "Cache folder. Default: the user's.")
        private Path cache;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Mixin
        private LocksOption locks;

        DataStatus.Places places(Path root) {
            return new DataStatus.Places(
                    Optional.ofNullable(root), manifests(root), cache == null ? CacheFolder.standard() : cache);
        }

        private Path manifests(Path root) {
            if (data != null) {
                return data;
            }
            boolean here = root != null && Files.isDirectory(root.resolve(Manifests.FOLDER));
            return here ? root : Path.of("data");
        }
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }
}
