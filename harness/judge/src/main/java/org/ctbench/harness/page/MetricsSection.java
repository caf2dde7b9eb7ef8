package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.ModelPrecision;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.LesionPredictions;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.harness.statistics.SeedMetrics;
import org.ctbench.harness.statistics.SeedSpread;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** Every value of every model with what is known of its uncertainty. */
final class MetricsSection {
    private static final String ONE_SEED = "one seed says nothing about spread";

    private MetricsSection() {}

    static Section of(Comparison comparison) {
        List<SetMetrics> sets = comparison.sets().stream()
                .filter(set -> !set.models().isEmpty())
                .toList();
        boolean several = sets.stream().anyMatch(MetricsSection::hasSeveralSeeds);
        List<SetMetrics> once =
                sets.stream().filter(set -> !hasSeveralSeeds(set)).toList();
        boolean patients = once.stream().anyMatch(MetricsSection::hasPatients);
        boolean slices = once.stream().anyMatch(set -> !hasPatients(set));
        List<String> reading = new ArrayList<>();
        List<ContentBlock> blocks = new ArrayList<>();
        if (patients) {
            reading.add(
                    "Use the interval by patient: slices of one patient resemble each other, so an interval by slice is too narrow.");
            blocks.add(
                    Paragraph.of(
                            "Intervals by slice stand beside those by patient because publications often give those, or none."));
        }
        if (slices) {
            reading.add(
                    patients
                            ? "Where the patients are unknown, intervals are by slice and too narrow."
                            : "The patients are unknown, so intervals are by slice and too narrow.");
        }
        if (several) {
            reading.add("Values are means over the seeds; \"one further run\" gives the interval of another training.");
            blocks.add(Paragraph.of(
                    "The shares of the variance say where the spread between runs on other images comes from: the images, the"
                            + " seed, and what a seed does on these images alone."));
        }
        sets.forEach(set -> blocks.add(hasSeveralSeeds(set) ? overSeeds(set) : ofOneSeed(set)));
        return new Section(
                "metrics",
                "Every value and its interval",
                sets.isEmpty() ? "No model classified a slice." : String.join(" ", reading),
                blocks);
    }

    private static boolean hasSeveralSeeds(SetMetrics set) {
        return set.models().stream().anyMatch(model -> model.seeds() > 1);
    }

    private static boolean hasPatients(SetMetrics set) {
        return set.models().get(0).predictions().get(0).patients().isPresent();
    }

    /** Every metric on a set with its intervals, of models of one seed. */
    static Table ofOneSeed(SetMetrics set) {
        List<Row> rows = new ArrayList<>();
        for (ModelMetrics model : set.models()) {
            ClassPredictions predictions = model.predictions().get(0);
            model.estimates()
                    .get(0)
                    .forEach(estimate -> rows.add(row(List.of(Text.of(model.heading())), estimate, predictions)));
        }
        return ofOneSeed(
                "values-" + set.set().id(),
                set.set().heading() + ": values with their intervals",
                List.of(Column.of("model")),
                rows,
                set.models().get(0).predictions().get(0));
    }

    /** Every metric of lesions with its intervals, at each score, of the first seed. */
    static Table ofLesions(ModelPrecision model) {
        List<Row> rows = new ArrayList<>();
        LesionPredictions found = model.first().found().get(0);
        for (ModelPrecision.AtScore at : model.atScores()) {
            List<TableCell> of = List.of(Text.of(model.heading()), Value.of(ReportWording.decimal(at.above()), 2));
            at.metrics()
                    .estimates()
                    .get(0)
                    .forEach(estimate -> rows.add(row(of, estimate, at.found().get(0))));
        }
        return ofOneSeed(
                "values-lesions-" + model.row(),
                "Lesions: values with their intervals",
                List.of(Column.of("model"), Column.of("score above")),
                rows,
                found);
    }

    private static Table ofOneSeed(String id, String title, List<Column> first, List<Row> rows, Sample sample) {
        List<Column> columns = new ArrayList<>(first);
        Stream.of("metric", "by patient", "by slice", "design effect")
                .map(Column::of)
                .forEach(columns::add);
        return Table.of(id, title, columns, rows)
                .withKeys(first.size() + 1)
                .withNotes(sample.patients()
                        .map(n -> n + (n == 1 ? " patient." : " patients."))
                        .orElse("The patients of these slices are unknown: slice level only."));
    }

    private static Row row(List<TableCell> of, Estimate estimate, Sample sample) {
        List<TableCell> cells = new ArrayList<>(of);
        cells.add(Text.of(estimate.metric().words()));
        cells.add(value(estimate, estimate.byPatient(), sample));
        cells.add(value(estimate, estimate.bySlice(), sample));
        cells.add(
                estimate.designEffect().isPresent()
                        ? Value.of(estimate.designEffect().getAsDouble(), 1)
                        : Absent.undefined("one of the two standard errors is not known"));
        return new Row(cells, false);
    }

    private static Table overSeeds(SetMetrics set) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("model"),
                Column.of("metric"),
                Column.of("seeds"),
                Column.of("mean"),
                Column.of("one further run"),
                Column.of("SD over seeds")));
        for (String part : List.of("images", "seed", "seed on these images")) {
            columns.add(Column.in("share of the variance", part));
        }
        List<Row> rows = new ArrayList<>();
        for (ModelMetrics model : set.models()) {
            for (AppliedMetric metric : model.metrics()) {
                rows.add(row(model, metric));
            }
        }
        return Table.of("values-" + set.set().id(), set.set().heading() + ": values over the seeds", columns, rows)
                .withKeys(2);
    }

    private static Row row(ModelMetrics model, AppliedMetric metric) {
        Optional<SeedSpread> spread = model.spread(metric.id());
        List<TableCell> cells =
                new ArrayList<>(List.of(Text.of(model.heading()), Text.of(metric.words()), Count.of(model.seeds())));
        if (spread.isEmpty()) {
            Estimate one = model.estimate(metric.id()).orElseThrow();
            cells.add(
                    model.seeds() > 1
                            ? Absent.undefined("a seed has no value")
                            : value(one, one.byPatient(), model.predictions().get(0)));
            while (cells.size() < 9) {
                cells.add(Absent.undefined(model.seeds() > 1 ? "a seed has no value" : ONE_SEED));
            }
            return new Row(cells, false);
        }
        SeedSpread s = spread.get();
        cells.add(value(metric, s.mean(), s.ofMean()));
        cells.add(value(metric, s.mean(), s.ofOneRun()));
        cells.add(number(metric, s.deviation()));
        for (int part = 0; part < 3; part++) {
            cells.add(share(s.shares(), part));
        }
        return new Row(cells, false);
    }

    static TableCell share(Optional<SeedSpread.Shares> shares, int part) {
        return shares.<TableCell>map(
                        s -> Value.fraction(part == 0 ? s.images() : part == 1 ? s.seed() : s.seedOnImages(), 0))
                .orElse(Absent.undefined("nothing varies, or the bootstrap cannot tell"));
    }

    /** A value with the interval to go by: over several seeds the mean, with the interval of one further run. */
    static TableCell value(SeedMetrics measured, AppliedMetric metric, List<? extends Sample> perSeed) {
        Optional<SeedSpread> spread = measured.spread(metric.id());
        if (spread.isPresent()) {
            return value(metric, spread.get().mean(), spread.get().ofOneRun());
        }
        if (perSeed.size() > 1) {
            return Absent.undefined("a seed has no value");
        }
        Estimate estimate = measured.estimate(metric.id()).orElseThrow();
        return value(estimate, estimate.of(perSeed.get(0)), perSeed.get(0));
    }

    /** A value with one of its intervals. */
    static TableCell value(Estimate estimate, Uncertainty uncertainty, Sample sample) {
        return estimate.value().isEmpty()
                ? Absent.undefined(estimate.metric().undefinedBecause(sample))
                : value(estimate.metric(), estimate.value().getAsDouble(), uncertainty);
    }

    /** A value with its interval. */
    static TableCell value(AppliedMetric metric, double number, Uncertainty uncertainty) {
        boolean asItIs = metric.scale() == Scale.FRACTION || metric.scale() == Scale.PIXELS;
        Value value = number(metric, number);
        return uncertainty
                .known()
                .<TableCell>map(known -> {
                    var possible = known.interval().of(metric.metric());
                    return IntervalCell.of(
                            value,
                            asItIs
                                    ? Bounds.of(possible.low(), possible.high())
                                    : Bounds.fractions(possible.low(), possible.high()));
                })
                .orElseGet(() -> Annotated.noted(
                        value, "no interval: " + uncertainty.unknownBecause().orElseThrow()));
    }

    static Value number(AppliedMetric metric, double number) {
        return switch (metric.scale()) {
            case FRACTION -> Value.of(number, ReportWording.FRACTION_DECIMALS);
            case PIXELS -> Value.of(number, ReportWording.DECIMALS);
            case PERCENT, AP -> Value.fraction(number, ReportWording.DECIMALS);
        };
    }
}
