package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.harness.compare.ComparedClaim;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.statistics.Interval;
import org.ctbench.harness.statistics.ModelDifference;
import org.ctbench.harness.statistics.PublishedValue;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.Replication;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** What a paper claims of its models in pairs, beside the same differences in the runs. */
final class ClaimTables {
    private static final Absent LOST = Absent.unrecoverable("a value of the claim is lost");
    private static final double MOST = 1e6; // of Bayes factors; beyond, the number says nothing more

    private final List<ComparedClaim> claims;
    private final double confidence;

    private ClaimTables(List<ComparedClaim> claims, double confidence) {
        this.claims = claims;
        this.confidence = confidence;
    }

    /** The tables with how to read them; none if the paper claims nothing. */
    static List<ContentBlock> of(Comparison comparison) {
        List<ComparedClaim> claims = ComparedClaim.of(comparison);
        ClaimTables tables =
                new ClaimTables(claims, comparison.evidence().plan().verdict().confidence());
        return claims.isEmpty()
                ? List.of()
                : List.of(tables.introduction(), tables.differences(), tables.replications());
    }

    private Paragraph introduction() {
        return Paragraph.of(
                "The paper calls some of its models better than others. Two questions are asked of each claim. Same images: do"
                        + " other trainings of the two models show it on these images? Only the seeds vary. Same population:"
                        + " does it hold for other patients of this kind? Patients and seeds vary.");
    }

    private Table differences() {
        List<Row> rows = new ArrayList<>();
        for (ComparedClaim claim : claims) {
            rows.add(Row.of(
                    Text.of(name(claim)),
                    claimed(claim),
                    rounding(claim),
                    difference(claim, claim.reproduced().map(d -> d.onTheseImages(confidence))),
                    outcome(claim, Question.SAME_IMAGES),
                    difference(claim, claim.reproduced().map(ClaimTables.this::elsewhere)),
                    outcome(claim, Question.SAME_POPULATION)));
        }
        return Table.of(
                        "claims",
                        "Which models the paper calls better, and the same differences here",
                        List.of(
                                Column.of("claim"),
                                Column.in("claimed", "difference"),
                                Column.in("claimed", "rounding, \u00B1"),
                                Column.in("same images", "difference"),
                                Column.in("same images", "claim"),
                                Column.in("same population", "difference"),
                                Column.in("same population", "claim")),
                        rows)
                .withNotes("Differences of percentages are in percentage points. Shown: the "
                        + Value.fraction(confidence, 0).text()
                        + " % interval lies above 0; the opposite is shown where it lies below 0. The intervals are Student's,"
                        + " with the variance s\u00B2/n of each model and, for the population, that of a bootstrap of patients. No"
                        + " correction is made for the number of claims. Rounding: how far the claimed difference may be off, as"
                        + " both of its values are rounded.");
    }

    private static TableCell claimed(ComparedClaim claim) {
        return claim.published()
                .<TableCell>map(value -> {
                    Value printed = printed(claim, value.printed().doubleValue(), decimals(value));
                    return value.certain()
                            ? printed
                            : Annotated.noted(printed, "one of its values rests on an assumption");
                })
                .orElse(LOST);
    }

    private static TableCell rounding(ComparedClaim claim) {
        return claim.published()
                .<TableCell>map(value -> printed(claim, value.halfWidth().doubleValue(), decimals(value) + 1))
                .orElse(LOST);
    }

    private static int decimals(PublishedValue value) {
        return Math.max(0, value.printed().scale());
    }

    /** Of patients alone where nothing is known of the seeds. */
    private Uncertainty elsewhere(ModelDifference difference) {
        return difference.seeds().isPresent() ? difference.elsewhere(confidence) : difference.ofPatients();
    }

    private static String name(ComparedClaim claim) {
        return "Table " + claim.claim().table() + ", " + claim.column().name() + ": " + claim.better() + " over "
                + claim.than();
    }

    private static TableCell difference(ComparedClaim claim, Optional<Uncertainty> uncertainty) {
        if (uncertainty.isEmpty()) {
            return Absent.notRun("the runs have no value of both models");
        }
        Value value = value(claim, claim.reproduced().orElseThrow().effect().orElseThrow());
        return uncertainty
                .get()
                .known()
                .<TableCell>map(known -> IntervalCell.of(value, bounds(claim, known.interval())))
                .orElse(value);
    }

    private TableCell outcome(ComparedClaim claim, Question question) {
        if (claim.reproduced().isEmpty()) {
            return Absent.notRun("the runs have no value of both models");
        }
        Optional<String> unknown = claim.notToldBecause(question);
        if (unknown.isPresent()) {
            return Absent.undefined(unknown.get());
        }
        ModelDifference difference = claim.reproduced().get();
        Uncertainty uncertainty = question == Question.SAME_IMAGES
                ? difference.onTheseImages(confidence)
                : difference.elsewhere(confidence);
        return uncertainty
                .known()
                .<TableCell>map(known -> Text.of(word(known.interval())))
                .orElseGet(() -> Absent.undefined(uncertainty.unknownBecause().orElseThrow()));
    }

    private static String word(Interval interval) {
        return interval.low() > 0 ? "shown" : interval.high() < 0 ? "the opposite is shown" : "not shown";
    }

    private Table replications() {
        List<Row> rows = new ArrayList<>();
        for (ComparedClaim claim : claims) {
            List<TableCell> cells = new ArrayList<>(List.of(Text.of(name(claim))));
            Optional<Replication> replication = claim.replication();
            if (replication.isEmpty()) {
                Absent unknown = Absent.undefined(claim.noReplicationBecause().orElseThrow());
                while (cells.size() < 8) {
                    cells.add(unknown);
                }
            } else {
                Replication r = replication.get();
                cells.add(value(claim, r.originalError()));
                cells.add(value(claim, r.replicatedError()));
                cells.add(bayesFactor(r.logBayesFactor()));
                cells.add(ReportWording.p(r.scepticalP()));
                cells.add(ReportWording.p(r.goldenScepticalP()));
                cells.add(value(claim, r.smallEffect()));
                cells.add(ReportWording.p(r.smallerP()));
            }
            rows.add(new Row(cells, false));
        }
        return Table.of(
                        "claims-replicated",
                        "The claims as replications, on the same images",
                        List.of(
                                Column.of("claim"),
                                Column.in("standard error", "claimed"),
                                Column.in("standard error", "here"),
                                Column.of("Bayes factor"),
                                Column.in("sceptical p", "nominal"),
                                Column.in("sceptical p", "golden"),
                                Column.in("small effect", "size"),
                                Column.in("small effect", "p, smaller")),
                        rows)
                .withNotes(
                        "Both differences are about the same images, so these numbers leave out patients. Standard error: of"
                                + " the claimed difference, from the seeds of one training of each model; of the difference"
                                + " found here, from those of all trainings. Assumption: the paper's trainings vary"
                                + " with the seed as ours do, unless it states its seed deviation. All three"
                                + " methods treat the deviations as known (normal approximation), which"
                                + " is rough for two or three seeds.",
                        "Bayes factor (replication): how much more likely our difference is if the claim is true, with the"
                                + " uncertainty of one training of each model, than if the models do not differ; a value below"
                                + " 1 is evidence against the claim. Sceptical p (one-sided, to be compared with"
                                + " 0.025): small only if both the claimed difference and ours are large"
                                + " compared with their errors; golden is less strict (Held, Micheloud"
                                + " and Pawel 2022): a claim"
                                + " of borderline significance is replicated by a difference as large. Small effect: the"
                                + " difference that the paper's two trainings had a chance of 1/3 to show (two-sided, 5"
                                + " %); a small p says that the true difference is even smaller, so they could"
                                + " hardly show it.");
    }

    private static TableCell bayesFactor(double log) {
        double factor = StrictMath.exp(Math.min(log, StrictMath.log(MOST) + 1));
        if (factor > MOST) {
            return Text.of(String.format(Locale.ROOT, "> %,.0f", MOST));
        }
        return factor < 1 / MOST ? Text.of("< 0.000001") : Value.of(factor, factor >= 100 ? 0 : factor >= 0.01 ? 2 : 6);
    }

    /** A difference of fractions in the unit of the claim's column. */
    private static Value value(ComparedClaim claim, double fraction) {
        int decimals = claim.scale() == Scale.PERCENT ? ReportWording.DECIMALS : ReportWording.FRACTION_DECIMALS;
        return printed(claim, claim.scale().print(fraction), decimals);
    }

    private static Value printed(ComparedClaim claim, double number, int decimals) {
        return Value.of(number, decimals, claim.scale() == Scale.PERCENT ? Unit.POINTS : Unit.NONE);
    }

    private static Bounds bounds(ComparedClaim claim, Interval interval) {
        return Bounds.of(claim.scale().print(interval.low()), claim.scale().print(interval.high()));
    }
}
