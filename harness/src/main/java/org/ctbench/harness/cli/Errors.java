package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.ctbench.splits.UserException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every exception into one message and an exit code; the only place that does. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** A check failed. */
    static final int CHECK_FAILED = 1;
    /** The user's mistake. */
    static final int USER = 2;
    /** An error of ctbench or of the machine; never mistaken by a CI job for a failed check. */
    static final int INTERNAL = 3;

    private final CtBench root;

    Errors(CtBench root) {
        this.root = root;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        print(line, problem(e), name, "see `" + name + " --help`" + suggestions(e));
        trace(line, e);
        return USER;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        int code = explain(line, e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e);
        trace(line, e);
        return code;
    }

    private static int explain(CommandLine line, Exception e) {
        if (e instanceof UserException user) {
            print(line, user.problem(), user.where(), user.fix());
            return USER;
        }
        if (e instanceof NoSuchFileException missing) {
            print(line, "no such file or folder", missing.getFile(), "check the path");
            return USER;
        }
        if (e instanceof AccessDeniedException denied) {
            print(line, "access denied", denied.getFile(), "check who may read and write there");
            return USER;
        }
        String command = line.getCommandSpec().qualifiedName();
        if (e instanceof IOException) {
            String where = e instanceof FileSystemException file ? file.getFile() : command;
            String problem =
                    e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : message(e);
            print(
                    line,
                    problem,
                    where,
                    "check the disk and its free space; nothing was left half-written, and a run goes on with the same"
                            + " command");
            return INTERNAL;
        }
        print(
                line,
                "this should not have happened: " + message(e),
                command,
                "run it again with --debug and report what it prints");
        return INTERNAL;
    }

    private static void print(CommandLine line, String problem, String where, String fix) {
        PrintWriter err = line.getErr();
        err.println(line.getColorScheme().errorText("error: " + indent(problem)));
        err.println("   at: " + indent(where));
        err.println("  fix: " + indent(fix));
        err.flush();
    }

    private static String indent(String text) {
        return text.replace("\n", "\n       ");
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String problem(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return e.getMessage();
        }
        String argument = unmatched.getUnmatched().get(0);
        boolean group = !e.getCommandLine().getSubcommands().isEmpty();
        String kind = argument.startsWith("-") ? "option" : group ? "command" : "argument";
        return "unknown " + kind + " '" + argument + "'";
    }

    private static String suggestions(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        return "";
    }

    private void trace(CommandLine line, Exception e) {
        if (root.debug()) {
            e.printStackTrace(line.getErr());
        }
    }
}
