package org.ctbench.datasets.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ctbench.datasets.verify.Finding.Kind;

/**
 * What `ctbench data verify` found. Written as JSON as it stands.
 *
 * @param schema {@value #SCHEMA}
 * @param passed true if no finding is a failure
 * @param splits the splits, in the order they were asked for
 * @param findings by kind, then in the order of the splits and their slices
 * @param unchecked splits that are imported and whose data set has no image below the root
 */
public record DataReport(
        @JsonProperty("schema") String schema,
        @JsonProperty("passed") boolean passed,
        @JsonProperty("splits") List<Checked> splits,
        @JsonProperty("findings") List<Finding> findings,
        @JsonProperty("unchecked") List<String> unchecked) {
    /** Value of {@code schema}. */
    public static final String SCHEMA = "ctbench/data-report/2";

    private static final int SHOWN = 10;

    public DataReport {
        splits = List.copyOf(splits);
        findings = List.copyOf(findings);
        unchecked = List.copyOf(unchecked);
    }

    static DataReport of(List<Checked> splits, List<Finding> findings) {
        boolean passed = findings.stream().noneMatch(finding -> finding.kind().isFailure());
        return new DataReport(SCHEMA, passed, splits, findings, List.of());
    }

    /** The same report, which says that these splits were not looked at. */
    DataReport without(List<String> splitIds) {
        return new DataReport(schema, passed, splits, findings, splitIds);
    }

    /**
     * A split that was checked.
     *
     * @param id split
     * @param source where its images were found
     * @param images number of slices
     * @param counts findings by kind; kinds without one are left out
     */
    public record Checked(String id, String source, int images, Map<Kind, Integer> counts) {
        public Checked {
            EnumMap<Kind, Integer> ordered = new EnumMap<>(Kind.class);
            ordered.putAll(counts);
            counts = java.util.Collections.unmodifiableMap(ordered);
        }
    }

    /** Number of findings of a kind. */
    public long count(Kind kind) {
        return findings.stream().filter(f -> f.kind() == kind).count();
    }

    /** The report as text: a table of counts, the first ten findings of each kind, and the verdict. */
    public String asTable() {
        StringBuilder text = new StringBuilder();
        int width = splits.stream().mapToInt(s -> s.id().length()).max().orElse(5);
        List<Kind> found =
                Stream.of(Kind.values()).filter(kind -> count(kind) > 0).toList();
        line(text, width, "split", "images");
        found.forEach(kind -> text.append("  ").append(kind.title()));
        text.append('\n');
        for (Checked split : splits) {
            line(text, width, split.id(), String.format(Locale.ROOT, "%,d", split.images()));
            for (Kind kind : found) {
                String cell = String.format(Locale.ROOT, "%,d", split.counts().getOrDefault(kind, 0));
                text.append(String.format(Locale.ROOT, "  %" + kind.title().length() + "s", cell));
            }
            text.append('\n');
        }
        splits.stream()
                .map(Checked::source)
                .distinct()
                .forEach(source -> text.append(source).append('\n'));
        for (Kind kind : Kind.values()) {
            list(text, kind);
        }
        if (!unchecked.isEmpty()) {
            text.append("not checked, as no image of their data set is here: ")
                    .append(String.join(", ", unchecked))
                    .append('\n');
        }
        return text.append(passed ? "All checks passed.\n" : "Some checks failed.\n")
                .toString();
    }

    private static void line(StringBuilder text, int width, String split, String images) {
        text.append(String.format(Locale.ROOT, "%-" + width + "s  %7s", split, images));
    }

    private void list(StringBuilder text, Kind kind) {
        long all = count(kind);
        if (all == 0) {
            return;
        }
        text.append('\n').append(kind.title()).append(kind.isFailure() ? " (failure)\n" : " (for information)\n");
        findings.stream()
                .filter(f -> f.kind() == kind)
                .limit(SHOWN)
                .forEach(f -> text.append("  ")
                        .append(f.split())
                        .append(' ')
                        .append(f.image())
                        .append(": ")
                        .append(f.detail())
                        .append('\n'));
        if (all > SHOWN) {
            text.append(String.format(Locale.ROOT, "  and %,d more; --json lists all\n", all - SHOWN));
        }
    }
}
