package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every error into one message and an exit code; the only place that does. */
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
        String fix = e.getCause() instanceof InvalidPathException
                ? Explanation.pathFix()
                : "see `" + name + " --help`" + suggestions(e);
        print(line, problem(e), name, fix);
        trace(line, e);
        return USER;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        return explain(line, e);
    }

    /** The handler of a command line of {@link Main}. */
    static Errors of(CommandLine line) {
        return (Errors) line.getExecutionExceptionHandler();
    }

    /** Runs a command line; an {@link Error}, which picocli lets through, becomes a message too. */
    int execute(CommandLine line, String... args) {
        try {
            return line.execute(args);
        } catch (Error | RuntimeException e) {
            return explain(line, e);
        }
    }

    /** Prints what an error means, and gives its exit code. */
    int explain(CommandLine line, Throwable e) {
        Explanation explanation = Explanation.of(e, line.getCommandSpec().qualifiedName());
        print(line, explanation.problem(), explanation.where(), explanation.fix());
        trace(line, e);
        return explanation.code();
    }

    /**
     * Says that the output of a command is not whole.
     *
     * @param code of the command
     * @return the exit code now: a success is none any more
     */
    static int unwritten(CommandLine line, IOException e, int code) {
        print(
                line,
                "the output cannot be written: " + e.getMessage(),
                "standard output",
                "write it to a disk with free space, or into a pipe");
        return code == 0 ? INTERNAL : code;
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

    private void trace(CommandLine line, Throwable e) {
        if (root.debug()) {
            e.printStackTrace(line.getErr());
        }
    }
}
