package org.ctbench.harness.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ctbench.models.device.Gpus;

/** Shell scripts in the place of {@code nvidia-smi}. */
public final class FakeProgram {
    private FakeProgram() {}

    /** A program that prints this and ends with that exit code. */
    public static Path printing(Path folder, String text, int code) throws IOException {
        return script(folder, "cat <<'TEXT'\n" + text + "\nTEXT\nexit " + code);
    }

    /** A program of these shell commands. */
    public static Path script(Path folder, String body) throws IOException {
        Path file = folder.resolve(Gpus.PROGRAM);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
