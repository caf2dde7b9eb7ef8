package org.ctbench.splits.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.PaperValue;

/**
 * A value of the paper beside ours.
 *
 * @param what what it is about, for people: {@code images of test}
 * @param published as the paper prints it
 * @param ours with as many decimals as the published one; empty if a count that it needs is unknown
 * @param verdict whether the two agree
 * @param source where the paper prints it
 * @param discrepancy entry of the list of discrepancies
 * @param note what is known about it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PaperComparison(
        String what,
        String published,
        Optional<String> ours,
        Verdict verdict,
        String source,
        Optional<String> discrepancy,
        Optional<String> note) {
    private static final String OVER = "over ";

    /** Whether a published value agrees with ours. */
    public enum Verdict {
        /** Equal to all decimals that are printed. */
        @JsonProperty("agrees")
        AGREES("agrees"),
        /** Equal if further decimals are cut off instead of rounded. */
        @JsonProperty("cut off")
        CUT_OFF("agrees, cut off"),
        /** Not equal. */
        @JsonProperty("differs")
        DIFFERS("DIFFERS"),
        /** A count that it needs is unknown. */
        @JsonProperty("unknown")
        UNKNOWN("unknown");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }

    static PaperComparison of(PaperValue paper, Map<String, SplitTable.Row> rows) {
        boolean over = paper.published().startsWith(OVER);
        BigDecimal published = new BigDecimal(over ? paper.published().substring(OVER.length()) : paper.published());
        Optional<BigDecimal> exact = exact(paper, rows);
        return new PaperComparison(
                what(paper),
                paper.published(),
                exact.map(ours ->
                        ours.setScale(published.scale(), RoundingMode.HALF_UP).toPlainString()),
                exact.map(ours -> verdict(published, ours, over)).orElse(Verdict.UNKNOWN),
                paper.source(),
                paper.discrepancy(),
                paper.note());
    }

    private static Verdict verdict(BigDecimal published, BigDecimal ours, boolean over) {
        if (over) {
            return ours.compareTo(published) > 0 ? Verdict.AGREES : Verdict.DIFFERS;
        }
        if (ours.setScale(published.scale(), RoundingMode.HALF_UP).compareTo(published) == 0) {
            return Verdict.AGREES;
        }
        boolean cutOff = ours.setScale(published.scale(), RoundingMode.DOWN).compareTo(published) == 0;
        return cutOff ? Verdict.CUT_OFF : Verdict.DIFFERS;
    }

    private static Optional<BigDecimal> exact(PaperValue paper, Map<String, SplitTable.Row> rows) {
        return switch (paper.quantity()) {
            case IMAGES -> images(paper.of(), paper.className(), rows);
            case PATIENTS -> patients(paper.of(), paper.className(), rows);
            case SHARE ->
                ratio(
                        images(paper.of(), paper.className(), rows).map(images -> images.movePointRight(2)),
                        images(paper.of(), Optional.empty(), rows));
            case RATIO ->
                ratio(images(paper.of(), paper.className(), rows), images(paper.to(), paper.className(), rows));
        };
    }

    private static Optional<BigDecimal> ratio(Optional<BigDecimal> part, Optional<BigDecimal> whole) {
        return whole.filter(w -> w.signum() > 0).flatMap(w -> part.map(p -> p.divide(w, MathContext.DECIMAL64)));
    }

    /** Empty where a split does not say which class its images have. */
    private static Optional<BigDecimal> images(
            List<String> splits, Optional<String> className, Map<String, SplitTable.Row> rows) {
        long sum = 0;
        for (String split : splits) {
            SplitTable.Row row = rows.get(split);
            if (className.isPresent() && row.perClass().isEmpty()) {
                return Optional.empty();
            }
            sum += className.isEmpty() ? row.images() : row.perClass().getOrDefault(className.get(), 0);
        }
        return Optional.of(BigDecimal.valueOf(sum));
    }

    private static Optional<BigDecimal> patients(
            List<String> splits, Optional<String> className, Map<String, SplitTable.Row> rows) {
        long sum = 0;
        for (String split : splits) {
            var patients = rows.get(split).patients();
            if (patients.total().isEmpty()
                    || className.isPresent() && patients.perClass().isEmpty()) {
                return Optional.empty();
            }
            sum += className.isEmpty()
                    ? patients.total().getAsInt()
                    : patients.perClass().getOrDefault(className.get(), 0);
        }
        return Optional.of(BigDecimal.valueOf(sum));
    }

    private static String what(PaperValue paper) {
        String of = names(paper.of());
        String class_ = paper.className().map(c -> " " + c).orElse("");
        return switch (paper.quantity()) {
            case IMAGES -> "images of " + of + class_;
            case PATIENTS -> "patients of " + of + class_;
            case SHARE -> "% of " + of + class_;
            case RATIO -> of + " / " + names(paper.to()) + class_;
        };
    }

    private static String names(List<String> splits) {
        return String.join(
                " + ",
                splits.stream().map(id -> id.substring(id.indexOf('/') + 1)).toList());
    }
}
