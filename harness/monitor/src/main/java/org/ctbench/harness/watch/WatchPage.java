package org.ctbench.harness.watch;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page of a run as the server sends it: all in words and numbers, so that it can be read without script. The script
 * fetches the same page anew, puts its parts in the place of the old ones, and draws the curves.
 */
final class WatchPage {
    private WatchPage() {}

    static String of(RunState run) throws IOException {
        String page = WatchServer.resource("page.html");
        Map<String, String> parts = Map.of(
                "{{title}}", text(run.plan() + ": " + run.title()),
                "{{plan}}", text(run.plan()),
                "{{digest}}", text(run.digest()),
                "{{engine}}", text(run.engine()),
                "{{kind}}", text(Wording.name(run.status())),
                "{{status}}", text(Wording.status(run)),
                "{{cells}}", text(Wording.cells(run)),
                "{{workers}}",
                        run.workers().stream()
                                .map(w -> text(Wording.worker(w)))
                                .collect(Collectors.joining(
                                        "<br>",
                                        "",
                                        run.workers().isEmpty() ? "none beside the process of the run" : "")),
                "{{left}}", text(Wording.left(run).isEmpty() ? "nothing is left to do" : Wording.left(run)),
                "{{rows}}", run.cells().stream().map(WatchPage::row).collect(Collectors.joining()));
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int at = page.indexOf("{{"); at >= 0; at = page.indexOf("{{", from)) {
            int end = page.indexOf("}}", at) + 2;
            filled.append(page, from, at).append(parts.get(page.substring(at, end)));
            from = end;
        }
        return filled.append(page.substring(from)).toString();
    }

    private static String row(CellState cell) {
        String name = text(cell.cell());
        String bar = cell.share().isPresent()
                ? "<progress max=\"" + cell.images() + "\" value=\"" + Math.min(cell.done(), cell.images())
                        + "\" aria-label=\"done\"></progress>"
                : "";
        return "<tr class=\"" + Wording.name(cell.state()).replace(' ', '-') + "\" data-cell=\"" + name + "\">"
                + "<th scope=\"row\">" + name + "</th>"
                + "<td class=\"state\">" + Wording.name(cell.state()) + "</td>"
                + "<td class=\"num done\">" + bar + "<span>" + Wording.share(cell) + "</span></td>"
                + number(Wording.speed(cell))
                + number(Wording.left(cell))
                + number(Wording.waiting(cell))
                + number(Wording.memory(cell))
                + "<td class=\"note\">" + text(Wording.note(cell)) + "</td></tr>\n";
    }

    private static String number(String text) {
        return "<td class=\"num\">" + text(text) + "</td>";
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
