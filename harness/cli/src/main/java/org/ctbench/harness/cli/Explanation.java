package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.documents.WriteFailure;
import picocli.CommandLine;

/**
 * What an error means to the user.
 *
 * @param code exit code: 2 for the user's mistakes, 3 for those of ctbench and of the machine
 */
record Explanation(int code, String problem, String where, String fix) {
    /** Bytes of the longest name that usual file systems take. */
    private static final int LONGEST_NAME = 255;

    private static final String OTHER_PATH = "name another path";

    /**
     * Explains an error.
     *
     * @param command that failed, where the error does not say where
     */
    static Explanation of(Throwable error, String command) {
        Throwable e = error;
        while ((e instanceof UncheckedIOException
                        || e instanceof CommandLine.ExecutionException
                        || e instanceof ExceptionInInitializerError)
                && e.getCause() != null) {
            e = e.getCause();
        }
        Optional<OutOfMemoryError> memory = Stream.iterate(e, t -> t != null, Throwable::getCause)
                .filter(OutOfMemoryError.class::isInstance)
                .map(OutOfMemoryError.class::cast)
                .findFirst();
        if (memory.isPresent()) {
            return ofMemory(memory.get(), command);
        }
        if (e instanceof UserException user) {
            return new Explanation(Errors.USER, user.problem(), user.where(), user.fix());
        }
        if (e instanceof InvalidPathException path) {
            return new Explanation(Errors.USER, "not a path: " + path.getReason(), path.getInput(), pathFix());
        }
        if (e instanceof DamagedImageException damaged) {
            return new Explanation(
                    Errors.USER,
                    damaged.problem(),
                    damaged.file().orElse(command),
                    "get that file again from its publisher; `ctbench data verify` checks all of them");
        }
        if (e instanceof MachineFailure machine) {
            return new Explanation(Errors.INTERNAL, message(machine), machine.where(), machine.fix());
        }
        if (e instanceof IOException io) {
            Optional<Explanation> wrong = e instanceof FileSystemException file ? ofPath(file) : Optional.empty();
            return wrong.orElseGet(() -> ofDisk(io, command));
        }
        return new Explanation(
                Errors.INTERNAL,
                "unexpected error: " + message(e),
                command,
                "run it again with --debug and report the output");
    }

    /** What to do about a path that cannot be read as text. */
    static String pathFix() {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        return encoding.equals("UTF-8")
                ? OTHER_PATH
                : "paths are read as " + encoding + " here: set LC_ALL to a locale of UTF-8, such as C.UTF-8";
    }

    private static Explanation ofMemory(OutOfMemoryError e, String command) {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        if (String.valueOf(e.getMessage()).contains("Java heap space")) {
            return new Explanation(
                    Errors.INTERNAL,
                    "ctbench needs more memory: the Java heap of " + heap + " MiB is full",
                    command,
                    "set CTBENCH_JAVA_OPTS=-Xmx" + Math.max(2048, 2 * heap) + "m");
        }
        return new Explanation(
                Errors.INTERNAL,
                "ctbench needs more memory: " + message(e),
                command,
                "raise the memory limit of the machine, the container or the process (`ulimit -v`, `ulimit -u`)");
    }

    /** A path on which no disk could help. Decided by what stands there: texts of errors depend on the locale. */
    private static Optional<Explanation> ofPath(FileSystemException e) {
        if (e.getFile() == null || e instanceof WriteFailure) {
            return Optional.empty();
        }
        if (e instanceof NoSuchFileException) {
            return mistake("no such file or folder", e.getFile(), "check the path");
        }
        if (e instanceof AccessDeniedException) {
            return mistake("access denied", e.getFile(), "check the permissions there");
        }
        Path path = Path.of(e.getOtherFile() == null ? e.getFile() : e.getOtherFile())
                .toAbsolutePath();
        for (Path part : path) {
            if (part.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return mistake(
                        "a name in this path is longer than " + LONGEST_NAME + " bytes", path.toString(), OTHER_PATH);
            }
        }
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            return mistake("there is a file where a folder is needed", there.toString(), OTHER_PATH);
        }
        if (there.equals(path)) {
            return mistake("there is a folder where a file is needed", path.toString(), OTHER_PATH);
        }
        return isReadOnly(there)
                ? mistake("the file system is read-only", path.toString(), OTHER_PATH)
                : Optional.empty();
    }

    private static boolean isReadOnly(Path there) {
        try {
            return Files.getFileStore(there).isReadOnly();
        } catch (IOException e) {
            return false; // then the disk is to blame
        }
    }

    private static Optional<Explanation> mistake(String problem, String where, String fix) {
        return Optional.of(new Explanation(Errors.USER, problem, where, fix));
    }

    private static Explanation ofDisk(IOException e, String command) {
        String problem =
                e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : message(e);
        return new Explanation(
                Errors.INTERNAL,
                problem,
                e instanceof FileSystemException file ? file.getFile() : command,
                "check the disk and its free space; no file is half-written, and the same command resumes the run");
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
