package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.bundle.Attestation;
import org.ctbench.harness.bundle.Bundle;
import org.ctbench.harness.bundle.SigningKeys;
import org.ctbench.harness.bundle.Terms;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench bundle}: a run sealed into one file. */
@Command(
        name = "bundle",
        description =
                "Seal a run into one file (RO-Crate 1.2): predictions, locks, plan, provenance and the report, without any"
                        + " image. Anyone can derive the report from it again with `ctbench replay`.",
        footer = {"", "Example:", "  ctbench bundle out/demo --out demo.crate.zip"})
final class BundleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    private Path run;

    @Option(names = "--out", paramLabel = "FILE", description = "The bundle; by default <RUN>.crate.zip.")
    private Optional<Path> out;

    @Option(names = "--published", paramLabel = "FILE", description = "Published values that you filled in.")
    private Optional<Path> published;

    @Option(
            names = "--license",
            paramLabel = "URL",
            description = "Licence of the bundle, for its metadata.",
            defaultValue = "not stated: ask the author of the bundle")
    private String licence;

    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description = "Private key of `ctbench keygen`: sign the bundle, in <bundle>.intoto.json.")
    private Optional<Path> key;

    @Override
    public Integer call() throws IOException {
        PrivateKey signer = key.isPresent() ? SigningKeys.readPrivate(key.get()) : null; // before anything is written
        Path folder = run.toAbsolutePath().normalize();
        Path file = out.orElseGet(() -> folder.resolveSibling(folder.getFileName() + ".crate.zip"));
        Terms terms = new Terms(LocalDate.now(ZoneOffset.UTC), licence);
        Sha256 digest = Bundle.write(run, file, published, terms, CacheFolder.standard());
        Files.deleteIfExists(Attestation.beside(file)); // it is of the bundle that was replaced
        spec.commandLine().getOut().println("bundle: " + file);
        spec.commandLine().getOut().println("sha256: " + digest.hex());
        Sha256 head = ResultsFile.read(folder).numbers().head();
        spec.commandLine().getOut().println("run head: " + head.hex());
        if (signer != null) {
            spec.commandLine().getOut().println("signature: " + Attestation.sign(file, digest, head, signer));
        }
        return 0;
    }
}
