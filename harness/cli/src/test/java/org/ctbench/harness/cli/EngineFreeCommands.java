package org.ctbench.harness.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** Runs commands, one in a line of standard input, and prints each before and its exit code after it. */
final class EngineFreeCommands {
    static final String BEFORE = "command: ";
    static final String AFTER = "exit code: ";

    private EngineFreeCommands() {}

    public static void main(String[] args) {
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        Scanner commands = new Scanner(System.in, StandardCharsets.UTF_8);
        while (commands.hasNextLine()) {
            String command = commands.nextLine();
            say(BEFORE + command);
            int code = Main.commandLine(none, none).execute(command.split(" "));
            say(AFTER + code);
        }
    }

    /** In one piece, as the Java machine writes to the same output. */
    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
