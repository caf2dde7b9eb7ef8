package org.ctbench.reports.formats;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Text for LaTeX: nothing in it is a command, and every character is one that a usual installation can print. */
final class Latex {
    private static final Map<Integer, String> COMMANDS = commands();
    private static final int GROUP = 8; // characters of a long word between two places where it may break
    private static final int LAST_LATIN = 0x17F; // of Latin Extended-A, which T1 fonts have

    private Latex() {}

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.append(character(c)));
        return out.toString();
    }

    /** In a fixed pitch; may break between any eight characters. */
    static String code(String text) {
        StringBuilder out = new StringBuilder("\\texttt{");
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            out.append(i > 0 && i % GROUP == 0 ? "\\allowbreak{}" : "").append(character(characters[i]));
        }
        return out.append("}").toString();
    }

    private static String character(int c) {
        String command = COMMANDS.get(c);
        if (command != null) {
            return command;
        }
        boolean ascii = c >= ' ' && c <= '~';
        boolean latin = c > 0xA0 && c <= LAST_LATIN && Character.isLetter(c) && c != 0x149 && c != 0x17F;
        return ascii || latin ? Character.toString(c) : String.format(Locale.ROOT, "[U+%04X]", c);
    }

    private static Map<Integer, String> commands() {
        Map<Integer, String> commands = new HashMap<>();
        for (char c : new char[] {'#', '$', '%', '&', '_', '{', '}'}) {
            commands.put((int) c, "\\" + c);
        }
        commands.put((int) '\\', "\\textbackslash{}");
        commands.put((int) '~', "\\textasciitilde{}");
        commands.put((int) '^', "\\textasciicircum{}");
        commands.put((int) '<', "\\textless{}");
        commands.put((int) '>', "\\textgreater{}");
        commands.put((int) '|', "\\textbar{}");
        commands.put((int) '"', "\\textquotedbl{}");
        commands.put((int) '\'', "\\textquotesingle{}");
        commands.put((int) '`', "\\textasciigrave{}");
        commands.put((int) '-', "{-}"); // two in a row are no dash
        commands.put((int) '[', "{[}"); // begins no optional argument
        commands.put((int) ']', "{]}");
        commands.put((int) '*', "{*}"); // is none of a command
        commands.put(0xA0, "~");
        commands.put(0xA7, "\\S{}");
        commands.put(0xB0, "\\textdegree{}");
        commands.put(0xB1, "$\\pm$");
        commands.put(0xB2, "\\textsuperscript{2}");
        commands.put(0xB5, "\\textmu{}");
        commands.put(0xB7, "\\textperiodcentered{}");
        commands.put(0xD7, "$\\times$");
        commands.put(0x2013, "\\textendash{}");
        commands.put(0x2014, "\\textemdash{}");
        commands.put(0x2018, "\\textquoteleft{}");
        commands.put(0x2019, "\\textquoteright{}");
        commands.put(0x201C, "\\textquotedblleft{}");
        commands.put(0x201D, "\\textquotedblright{}");
        commands.put(0x2026, "\\textellipsis{}");
        commands.put(0x2190, "$\\leftarrow$");
        commands.put(0x2191, "$\\uparrow$");
        commands.put(0x2192, "$\\rightarrow$");
        commands.put(0x2193, "$\\downarrow$");
        commands.put(0x2212, "$-$");
        commands.put(0x2248, "$\\approx$");
        commands.put(0x2260, "$\\neq$");
        commands.put(0x2261, "$\\equiv$");
        commands.put(0x2264, "$\\leq$");
        commands.put(0x2265, "$\\geq$");
        commands.put(0x25B2, "$\\blacktriangle$");
        commands.put(0x25BC, "$\\blacktriangledown$");
        commands.put(0x25CB, "$\\circ$");
        return commands;
    }
}
