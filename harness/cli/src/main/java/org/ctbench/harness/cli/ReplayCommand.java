package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.bundle.Replay;
import org.ctbench.harness.bundle.SigningKeys;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench replay}: a bundle checked, its report derived again. */
@Command(
        name = "replay",
        description =
                "Check every byte of a bundle, count its results again and derive its tables and figures, offline. Exits 1 if"
                        + " something was changed, came out differently, or is not signed as asked.",
        footer = {"", "Example:", "  ctbench replay demo.crate.zip --out /tmp/report"})
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "File that `ctbench bundle` wrote.")
    private Path bundle;

    @Option(names = "--out", paramLabel = "DIR", description = "Write the report that was derived again here.")
    private Optional<Path> out;

    @Option(
            names = "--signer",
            paramLabel = "KEY.pub",
            description = "Public key of whoever must have signed the bundle; its signature lies beside it.")
    private Optional<Path> signer;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PublicKey key = signer.isPresent() ? SigningKeys.readPublic(signer.get()) : null; // before the work begins
        Replay found = Replay.of(bundle, out, CacheFolder.standard());
        Replay replay = key == null ? found : found.signedBy(bundle, key);
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(Documents.toJson(replay));
        } else {
            print.println("sha256: " + replay.bundle().hex());
            replay.changed().forEach(line -> print.println("CHANGED    " + line));
            replay.different().forEach(line -> print.println("DIFFERENT  " + line));
            replay.unsigned().ifPresent(line -> print.println("NOT SIGNED " + line));
            print.println(
                    replay.passed()
                            ? "replayed: all " + replay.files() + " files are as they were sealed, and the "
                                    + replay.derived() + " files of the report follow from them"
                            : "not replayed: "
                                    + (replay.changed().size()
                                            + replay.different().size()
                                            + (replay.unsigned().isPresent() ? 1 : 0))
                                    + " findings");
            if (signer.isPresent() && replay.unsigned().isEmpty()) {
                print.println("signed with the key of " + signer.get());
            }
            replay.numbers().ifPresent(numbers -> print.print(numbers.line()));
        }
        return replay.passed() ? 0 : Errors.CHECK_FAILED;
    }
}
