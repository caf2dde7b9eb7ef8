package org.ctbench.models.torch;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Python that has torch and torchvision. */
public final class PythonWithTorch {
    private final String python;
    private final Path folder;

    private PythonWithTorch(String python, Path folder) {
        this.python = python;
        this.folder = folder;
    }

    /** One that works in that folder; the test is skipped if there is none. */
    public static PythonWithTorch in(Path folder) throws Exception {
        for (String name : List.of("python3", "/usr/bin/python3")) {
            PythonWithTorch python = new PythonWithTorch(name, folder);
            try {
                if (python.run("-c", "import torch, torchvision; print(1)").equals("1\n")) {
                    return python;
                }
            } catch (IOException noSuchProgram) {
                // the next one may be there
            }
        }
        return abort("no Python with torch and torchvision");
    }

    /** What it prints, errors included. */
    public String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
