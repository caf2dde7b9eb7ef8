package org.ctbench.harness.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.splits.files.Documents;

/** The links of a {@code report.json} and what they lead to. */
public final class ReportLinks {
    private final Map<String, JsonNode> galleries = new HashMap<>();
    private final List<JsonNode> links = new ArrayList<>();

    private ReportLinks() {}

    /** Reads a report beside its page. */
    public static ReportLinks of(Path page) throws IOException {
        ReportLinks found = new ReportLinks();
        found.collect(Documents.readJson(page.resolveSibling("report.json"), JsonNode.class));
        return found;
    }

    private void collect(JsonNode node) {
        if (node.path("kind").asText().equals("gallery")) {
            galleries.put(node.path("id").asText(), node);
        }
        if (node.has("link")) {
            links.add(node.get("link"));
        }
        node.forEach(this::collect);
    }

    /** Galleries that links lead to, in the order of the report, each once. */
    public List<String> galleries() {
        return links.stream()
                .map(link -> link.path("gallery").asText())
                .distinct()
                .toList();
    }

    /** The links that lead to no image. */
    public List<String> leadingNowhere() {
        return links.stream()
                .filter(link -> items(link) == 0)
                .map(JsonNode::toString)
                .toList();
    }

    private long items(JsonNode link) {
        JsonNode gallery = galleries.get(link.path("gallery").asText());
        List<String> names = new ArrayList<>();
        gallery.path("columns").forEach(column -> names.add(column.path("name").asText()));
        long items = 0;
        for (JsonNode row : gallery.path("rows")) {
            JsonNode cells = row.path("cells");
            items += link.path("filter").properties().stream()
                            .allMatch(entry -> cells.get(names.indexOf(entry.getKey()))
                                    .path("text")
                                    .asText()
                                    .equals(entry.getValue().asText()))
                    ? 1
                    : 0;
        }
        return items;
    }
}
