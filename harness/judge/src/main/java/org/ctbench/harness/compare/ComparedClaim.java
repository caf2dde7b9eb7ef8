package org.ctbench.harness.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.papers.Claim;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PaperNumbers;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ModelDifference;
import org.ctbench.harness.statistics.PublishedValue;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.Replication;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.SeedDeviation;

/**
 * A claim of a paper, that one model is better than another, beside the same difference as runs gave it.
 *
 * @param claim the claim
 * @param table its table
 * @param scale in which the values are printed
 * @param published the claimed difference in the printed unit, with how far it may be off as the two values were rounded; empty if
 *     one of them is lost
 * @param reproduced value of the better model less that of the other one; empty if the runs lack one of the two
 * @param incomparable why the two differences say nothing about each other; empty if they do
 * @param sameImages whether the paper's images are those of the runs
 * @param original standard error that the published difference has by the seeds of its two trainings, a fraction; empty if nothing is
 *     known of it
 */
public record ComparedClaim(
        Claim claim,
        PublishedTable table,
        Scale scale,
        Optional<PublishedValue> published,
        Optional<ModelDifference> reproduced,
        Optional<String> incomparable,
        boolean sameImages,
        OptionalDouble original) {
    private static final String OTHER_IMAGES = "the paper's images are not those of the runs";

    public ComparedClaim {
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(reproduced, "reproduced");
        Objects.requireNonNull(incomparable, "incomparable");
        Objects.requireNonNull(original, "original");
    }

    /** The claims of the paper of a comparison, in its order; none without paper. */
    public static List<ComparedClaim> of(Comparison comparison) {
        List<ComparedClaim> all = new ArrayList<>();
        comparison
                .paper()
                .ifPresent(paper -> paper.claims()
                        .forEach(claim -> comparison.tables().stream()
                                .filter(table -> table.table().number() == claim.table())
                                .forEach(table -> all.add(new Sides(comparison, paper, table, claim).compared()))));
        return List.copyOf(all);
    }

    /** A model's trainings with the metric that a claim is about. */
    private record Trainings(List<? extends Sample> samples, AppliedMetric metric) {}

    private record Sides(Comparison comparison, Paper paper, ComparedTable table, Claim claim) {
        ComparedClaim compared() {
            PublishedColumn column = table.table().column(claim.column());
            Scale scale = TableComparison.scale(column);
            Optional<Trainings> better = trainings(claim.better(), column);
            Optional<Trainings> than = trainings(claim.than(), column);
            Optional<ModelDifference> difference = better.flatMap(high -> than.map(low -> ModelDifference.ofPairs(
                            List.of(low.samples(), high.samples()),
                            List.of(high.metric()),
                            comparison.statedDeviation(),
                            comparison.resampling())
                    .get(0)));
            return new ComparedClaim(
                    claim,
                    table.table(),
                    scale,
                    value(claim.better()).flatMap(high -> value(claim.than()).map(low -> less(high, low))),
                    difference.filter(known -> known.effect().isPresent()),
                    TableComparison.incomparable(comparison.evidence(), paper),
                    table.questions().contains(Question.SAME_IMAGES),
                    original(scale, difference));
        }

        private Optional<PublishedValue> value(String row) {
            PublishedCell cell = table.table().cell(row, claim.column());
            return cell.value().map(printed -> PaperNumbers.of(paper).value(cell));
        }

        private static PublishedValue less(PublishedValue high, PublishedValue low) {
            return new PublishedValue(
                    high.printed().subtract(low.printed()),
                    high.halfWidth().add(low.halfWidth()),
                    high.certain() && low.certain());
        }

        private Optional<Trainings> trainings(String row, PublishedColumn column) {
            Optional<Trainings> ofClasses = table.set()
                    .flatMap(set -> comparison.sets().stream()
                            .filter(of -> of.set().equals(set))
                            .findFirst()
                            .flatMap(of -> of.model(row))
                            .flatMap(model -> model.metrics().stream()
                                    .filter(metric -> metric.id().equals(column.metricId(set.weighting())))
                                    .findFirst()
                                    .map(metric -> new Trainings(model.predictions(), metric))));
            return ofClasses.or(() -> comparison.lesions().stream()
                    .filter(model -> model.row().equals(row))
                    .map(ModelPrecision::first)
                    .flatMap(at -> at.metrics().metrics().stream()
                            .filter(metric -> metric.id().equals(column.metricId(Weighting.ACTUAL)))
                            .map(metric -> new Trainings(at.found(), metric)))
                    .findFirst());
        }

        /** By the deviation that the paper states; else by ours, as if its trainings varied alike. */
        private OptionalDouble original(Scale scale, Optional<ModelDifference> difference) {
            Optional<Double> variance = paper.seedDeviation()
                    .flatMap(stated -> stated.of(scale))
                    .map(SeedDeviation::deviation)
                    .map(deviation -> 2 * deviation * deviation)
                    .or(() -> difference.flatMap(ModelDifference::seeds).map(seeds -> seeds.varianceOfSingle()));
            return variance.isPresent() ? OptionalDouble.of(Math.sqrt(variance.get())) : OptionalDouble.empty();
        }
    }

    /** The row that is said to be better, as the paper calls it. */
    public String better() {
        return table.row(claim.better()).name();
    }

    /** The row that it is compared with, as the paper calls it. */
    public String than() {
        return table.row(claim.than()).name();
    }

    /** The column that both are compared in. */
    public PublishedColumn column() {
        return table.column(claim.column());
    }

    /** The claim as a replication, on the images that both are about; empty for the reason of {@link #noReplicationBecause}. */
    public Optional<Replication> replication() {
        if (noReplicationBecause().isPresent()) {
            return Optional.empty();
        }
        ModelDifference difference = reproduced.orElseThrow();
        return Optional.of(new Replication(
                scale.fraction(published.orElseThrow().printed().doubleValue()),
                original.orElseThrow(),
                difference.effect().orElseThrow(),
                Math.sqrt(difference.seeds().orElseThrow().variance())));
    }

    /** Why nothing can be said of the claim as a replication; empty if something can. */
    public Optional<String> noReplicationBecause() {
        if (published.isEmpty()) {
            return Optional.of("a published value is lost");
        }
        if (!published.get().certain()) {
            return Optional.of("a published value rests on an assumption");
        }
        if (published.get().printed().signum() <= 0) {
            return Optional.of("the published values do not show it");
        }
        if (reproduced.isEmpty()) {
            return Optional.of("the runs have no value of both models");
        }
        return notToldBecause(Question.SAME_IMAGES);
    }

    /** Why it cannot be told, by a difference that runs gave, whether a claim holds; empty if it can. */
    public Optional<String> notToldBecause(Question question) {
        if (incomparable.isPresent()) {
            return incomparable;
        }
        ModelDifference difference = reproduced.orElseThrow();
        if (question == Question.SAME_POPULATION) {
            return difference.noTestBecause();
        }
        return sameImages
                ? difference.onTheseImages(0.95).unknownBecause() // at any confidence the same
                : Optional.of(OTHER_IMAGES);
    }
}
