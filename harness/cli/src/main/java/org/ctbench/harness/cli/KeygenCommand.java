package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ctbench.harness.bundle.SigningKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench keygen}: a pair of keys to sign bundles with. */
@Command(
        name = "keygen",
        description =
                "Make a pair of keys (Ed25519, PEM): sign bundles with the private one, publish the other, FILE.pub. Files that are"
                        + " there are not replaced.",
        footer = {
            "",
            "Example:",
            "  ctbench keygen my.key",
            "  ctbench bundle out/demo --out demo.crate.zip --sign my.key",
            "  ctbench replay demo.crate.zip --signer my.key.pub"
        })
final class KeygenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The private key. Keep it secret.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        SigningKeys.generate(file);
        spec.commandLine().getOut().println("private key: " + file);
        spec.commandLine().getOut().println("public key: " + SigningKeys.publicOf(file));
        return 0;
    }
}
