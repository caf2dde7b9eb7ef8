package org.ctbench.harness.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.audit.PaperAudit;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.reports.Reports;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Report;
import org.ctbench.splits.documents.AtomicFiles;

/** An audit as a report of its own. */
public final class AuditPage {
    private AuditPage() {}

    /**
     * Writes the audit into a folder.
     *
     * @return the HTML page
     */
    public static Path write(PaperAudit audit, Path folder) throws IOException {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.code("paper", audit.paper()));
        audit.cite().ifPresent(cite -> facts.add(Fact.of("source", cite)));
        facts.add(Fact.code("ctbench", CodeVersion.detect().text()));
        Report report = new Report("audit", audit.title(), Optional.empty(), facts, List.of(AuditSection.of(audit)));
        for (Map.Entry<String, byte[]> file : Reports.render(report).files().entrySet()) {
            AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder.resolve("index.html");
    }
}
