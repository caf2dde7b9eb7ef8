package org.ctbench.harness.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.run.DryRun;
import org.ctbench.splits.documents.Documents;

/** What a run would do with each cell. */
final class DryRunText {
    private DryRunText() {}

    static String of(DryRun run, boolean json) {
        return json ? json(run) : table(run);
    }

    private static String table(DryRun run) {
        List<CellStatus> statuses = run.cells();
        int width = statuses.stream()
                .mapToInt(status -> status.cell().name().toString().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        if (run.generated() > 0) {
            text.append(run.generated()).append(" images would be generated first\n");
        }
        for (CellStatus status : statuses) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %-8s  %s\n",
                    status.cell().name(),
                    status.state().word(),
                    status.why()));
        }
        return text.toString();
    }

    private static String json(DryRun run) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (CellStatus status : run.cells()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("cell", status.cell().name().toString());
            if (run.digests()) {
                row.put("digest", status.cell().digest().hex());
            }
            row.put("state", status.state().word());
            row.put("why", status.why());
            if (run.generated() == 0) {
                row.put("images", status.cell().images());
            }
            rows.add(row);
        }
        return Documents.toJson(rows);
    }
}
