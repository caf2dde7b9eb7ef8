package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Shell scripts in the place of {@code nvidia-smi}. */
final class FakeProgram {
    private FakeProgram() {}

    /** A program that prints this and ends with that exit code. */
    static Path printing(Path folder, String text, int code) throws IOException {
        return script(folder, "cat <<'TEXT'\n" + text + "\nTEXT\nexit " + code);
    }

    /** A program of these shell commands. */
    static Path script(Path folder, String body) throws IOException {
        Path file = folder.resolve("nvidia-smi");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
