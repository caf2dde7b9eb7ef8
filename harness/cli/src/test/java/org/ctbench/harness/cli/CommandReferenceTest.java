package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The reference of commands is what the commands say of themselves. */
class CommandReferenceTest {
    private static final Path REFERENCE = Path.of("../COMMANDS.md");
    private static final Path GENERATED = Path.of("target/COMMANDS.md");
    private static final int WIDTH = 100;
    private static final String HEAD = """
            # Commands

            Every command has `--help`. Commands that print results have `--json`. Results go to standard output, everything else to standard error.
            This page is made of the help texts: `CommandReferenceTest` fails if it is not current.

            ## Exit codes

            | code | meaning |
            |---|---|
            | 0 | success |
            | 1 | a check failed, or a part of a plan has no result: a CI job should fail |
            | 2 | a mistake in the command, a plan, a list or the data; the message says what, where, and what to do |
            | 3 | an error of ctbench or of the machine; never to be mistaken for a failed check |
            | 130, 143 | stopped by Ctrl-C or SIGTERM; finished work is kept, and the same command resumes |

            """;

    @Test
    void theReferenceIsCurrent() throws IOException {
        CommandLine root = Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        List<CommandLine> commands = new ArrayList<>();
        addVisible(root, commands);
        StringBuilder page =
                new StringBuilder(HEAD).append("## All commands\n\n| command | what it does |\n|---|---|\n");
        for (CommandLine command : commands) {
            String name = command.getCommandSpec().qualifiedName();
            page.append("| [`" + name + "`](#" + name.replace(' ', '-') + ") | " + firstSentence(command) + " |\n");
        }
        for (CommandLine command : commands) {
            page.append("\n## " + command.getCommandSpec().qualifiedName() + "\n\n```\n" + help(command) + "```\n");
        }
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, page);

        assertEquals(
                page.toString(),
                Files.readString(REFERENCE),
                "copy harness/cli/" + GENERATED + " to harness/COMMANDS.md");
    }

    private static void addVisible(CommandLine command, List<CommandLine> all) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.usageMessage().hidden() || spec.name().equals("help")) {
            return;
        }
        if (spec.parent() != null) {
            all.add(command);
        }
        command.getSubcommands().values().forEach(sub -> addVisible(sub, all));
    }

    private static String firstSentence(CommandLine command) {
        String text = String.join(" ", command.getCommandSpec().usageMessage().description());
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end + 1)).strip();
    }

    /** The help without what is the same in every command: the exit codes, which stand above. */
    private static String help(CommandLine command) {
        command.getCommandSpec().usageMessage().autoWidth(false).width(WIDTH).exitCodeListHeading("");
        command.getCommandSpec().usageMessage().exitCodeList(java.util.Map.of());
        return command.getUsageMessage(Ansi.OFF).stripTrailing().replaceAll("(?m) +$", "") + "\n";
    }
}
