package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.metrics.OperatingPoint;
import org.ctbench.harness.statistics.Decisions;
import org.ctbench.harness.statistics.Interval;
import org.ctbench.harness.statistics.Uncertainty;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.Table;
import org.ctbench.reports.document.TrainingCurves;

/** Predictive values and net benefit of decisions for the class of interest, at prevalences that are not the sample's. */
final class DecisionTables {
    private static final int[] PERCENTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 35, 40, 45, 50};
    private static final List<Integer> SHOWN = List.of(1, 5, 10, 20, 50); // prevalences of the table
    private static final List<Integer> CURVES = List.of(5, 20); // prevalences of the decision curves
    private static final double THRESHOLD = 0.1; // of the table's net benefit
    private static final int DECIMALS = 3;
    private static final int MOST_BANDS = 4; // more of them cover each other

    private static final double LOWEST = -0.05; // of a net benefit that is drawn
    private static final String PREVALENCE = "prevalence, %";

    private static final String PPV = "ppv";
    private static final String NPV = "npv";
    private static final String BENEFIT = "benefit";
    private static final String CURVE = "curve-";

    private final ClinicalSet set;
    private final List<OfModel> results;

    /** The lines of a model over percents 1 to 50, by their kind. */
    private record OfModel(String heading, Map<String, List<Decisions.Result>> lines) {}

    private DecisionTables(ClinicalSet set) {
        this.set = set;
        this.results = set.models().stream()
                .map(model -> new OfModel(model.heading(), lines(model)))
                .toList();
    }

    /** The table, then the figures. */
    static List<ContentBlock> of(ClinicalSet set) {
        return new DecisionTables(set).blocks();
    }

    private Map<String, List<Decisions.Result>> lines(ModelMetrics model) {
        Map<String, DoubleFunction<Decisions.Quantity>> lines = new LinkedHashMap<>();
        lines.put(PPV, at -> decided(point -> point.ppv(at)));
        lines.put(NPV, at -> decided(point -> point.npv(at)));
        lines.put(BENEFIT, at -> decided(point -> OptionalDouble.of(point.netBenefit(at, THRESHOLD))));
        if (ClinicalSet.hasProbabilities(model)) {
            for (int prevalence : CURVES) {
                lines.put(
                        CURVE + prevalence,
                        at -> new Decisions.Quantity(
                                OptionalDouble.of(at),
                                point -> OptionalDouble.of(point.netBenefit(prevalence / 100.0, at))));
            }
        }
        List<Decisions.Quantity> quantities = new ArrayList<>();
        lines.values().forEach(line -> {
            for (int percent : PERCENTS) {
                quantities.add(line.apply(percent / 100.0));
            }
        });
        List<Decisions.Result> all = Decisions.of(model.predictions(), set.interest(), quantities, set.resampling());
        Map<String, List<Decisions.Result>> byLine = new LinkedHashMap<>();
        int first = 0;
        for (String line : lines.keySet()) {
            byLine.put(line, all.subList(first, first + PERCENTS.length));
            first += PERCENTS.length;
        }
        return byLine;
    }

    private static Decisions.Quantity decided(Function<OperatingPoint, OptionalDouble> of) {
        return new Decisions.Quantity(OptionalDouble.empty(), of);
    }

    private List<ContentBlock> blocks() {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(table());
        String by = " by the predicted class";
        curves(new Curve(PPV, "ppv", PREVALENCE, "positive predictive value", false), set.ofInterest() + by, List.of())
                .ifPresent(blocks::add);
        curves(new Curve(NPV, "npv", PREVALENCE, "negative predictive value", false), set.ofInterest() + by, List.of())
                .ifPresent(blocks::add);
        curves(
                        new Curve(BENEFIT, "benefit", PREVALENCE, "net benefit", true),
                        set.ofInterest() + by + ", at a threshold probability of 10 %",
                        beside(at -> OperatingPoint.treatAll(at, THRESHOLD)))
                .ifPresent(blocks::add);
        for (int prevalence : CURVES) {
            curves(
                            new Curve(
                                    CURVE + prevalence,
                                    "decision-" + prevalence,
                                    "threshold probability, %",
                                    "net benefit",
                                    true),
                            "decision curve for " + set.ofInterest() + " at a prevalence of " + prevalence
                                    + " %, where a slice is positive from the threshold probability on",
                            beside(at -> OperatingPoint.treatAll(prevalence / 100.0, at)))
                    .ifPresent(blocks::add);
        }
        return blocks;
    }

    /**
     * A line over percents and its chart.
     *
     * @param line its kind
     * @param signed whether the values may be outside [0, 1]
     */
    private record Curve(String line, String id, String xAxis, String yAxis, boolean signed) {}

    private Table table() {
        List<Row> rows = new ArrayList<>();
        for (OfModel model : results) {
            for (int prevalence : SHOWN) {
                rows.add(Row.of(
                        Text.of(model.heading()),
                        Value.fraction(prevalence / 100.0, 0),
                        percent(at(model, PPV, prevalence), "no slice was predicted as " + set.ofInterest()),
                        percent(at(model, NPV, prevalence), "every slice was predicted as " + set.ofInterest()),
                        number(at(model, BENEFIT, prevalence)),
                        Value.of(OperatingPoint.treatAll(prevalence / 100.0, THRESHOLD), DECIMALS)));
            }
        }
        return Table.of(
                        "predictive-" + set.id(),
                        set.heading() + ": what a prediction of " + set.ofInterest() + " is worth, by its prevalence",
                        List.of(
                                Column.of("model"),
                                Column.of("prevalence"),
                                Column.of("positive predictive value"),
                                Column.of("negative predictive value"),
                                Column.in("net benefit", "of the model"),
                                Column.in("net benefit", "of treating all")),
                        rows)
                .withKeys(2)
                .withNotes(
                        "The shares of the classes in this set are those of the sample, not of a clinic. Sensitivity and"
                                + " specificity of the predicted class are assumed to be the same at every prevalence; the"
                                + " values follow by Bayes' theorem. Net benefit is the true positives per person,"
                                + " minus the false positives weighted by the odds of a threshold probability"
                                + " of 10 %; treating nobody has 0. A model is useful where it is above"
                                + " both treating all and treating nobody.");
    }

    private static Decisions.Result at(OfModel model, String line, int percent) {
        return model.lines().get(line).get(Arrays.binarySearch(PERCENTS, percent));
    }

    private TableCell percent(Decisions.Result result, String otherwise) {
        return cell(
                result,
                value -> Value.fraction(value, ReportWording.DECIMALS),
                (low, high) -> Bounds.fractions(Math.max(0, low), Math.min(1, high)),
                otherwise);
    }

    private TableCell number(Decisions.Result result) {
        return cell(result, value -> Value.of(value, DECIMALS), Bounds::of, none());
    }

    private String none() {
        return "the set has no slice that is " + set.ofInterest() + ", or no other one";
    }

    private TableCell cell(
            Decisions.Result result,
            DoubleFunction<Value> print,
            BiFunction<Double, Double, Bounds> ends,
            String otherwise) {
        if (result.value().isEmpty()) {
            long ofClass = set.models().get(0).predictions().get(0).matrix().slices(set.interest());
            long all = set.models().get(0).predictions().get(0).slices();
            return Absent.undefined(ofClass == 0 || ofClass == all ? none() : otherwise);
        }
        Value value = print.apply(result.value().getAsDouble());
        return result.uncertainty()
                .known()
                .map(Uncertainty.Known::interval)
                .<TableCell>map(interval -> IntervalCell.of(value, ends.apply(interval.low(), interval.high())))
                .orElseGet(() -> Annotated.noted(
                        value,
                        "no interval: " + result.uncertainty().unknownBecause().orElseThrow()));
    }

    /** Treating all and treating none, as far down as the models' values may be of interest. */
    private static List<Series> beside(DoubleUnaryOperator treatAll) {
        List<Series.Point> all = new ArrayList<>();
        List<Series.Point> none = new ArrayList<>();
        for (int percent : PERCENTS) {
            double benefit = treatAll.applyAsDouble(percent / 100.0);
            if (benefit >= LOWEST) {
                all.add(new Series.Point(percent, benefit));
            }
            none.add(new Series.Point(percent, 0));
        }
        return List.of(
                new Series("treat all", Series.Role.VALIDATION, all),
                new Series("treat none", Series.Role.VALIDATION, none));
    }

    private Optional<TrainingCurves> curves(Curve curve, String title, List<Series> beside) {
        List<Series> series = new ArrayList<>();
        for (OfModel model : results) {
            if (model.lines().containsKey(curve.line()) && series.size() < MOST_BANDS) {
                series(model.heading(), model.lines().get(curve.line()), curve.signed())
                        .ifPresent(series::add);
            }
        }
        if (series.isEmpty()) {
            return Optional.empty();
        }
        boolean banded = series.stream().anyMatch(line -> !line.band().isEmpty());
        series.addAll(beside);
        return Optional.of(new TrainingCurves(
                curve.id() + "-" + set.id(),
                set.heading() + ": " + title + "."
                        + (set.models().size() > MOST_BANDS ? " The first " + MOST_BANDS + " models." : "")
                        + (banded
                                ? " Bands: " + Math.round(100 * set.resampling().confidence())
                                        + " % intervals by patient"
                                        + (severalSeeds() ? ", of several seeds those of one further run." : ".")
                                : set.hasPatients()
                                        ? " There are no bands, as no line has an interval at all of its points."
                                        : " The patients are unknown: no bands."),
                curve.xAxis(),
                curve.yAxis(),
                series));
    }

    private boolean severalSeeds() {
        return set.models().stream().anyMatch(model -> model.seeds() > 1);
    }

    /**
     * A line, with a band where all its points have an interval.
     *
     * @param signed whether the values may be outside [0, 1]
     */
    private static Optional<Series> series(String name, List<Decisions.Result> line, boolean signed) {
        List<Series.Point> points = new ArrayList<>();
        List<Series.Range> band = new ArrayList<>();
        for (int i = 0; i < PERCENTS.length; i++) {
            Decisions.Result result = line.get(i);
            if (result.value().isPresent()) {
                double value = result.value().getAsDouble();
                points.add(new Series.Point(PERCENTS[i], value));
                result.uncertainty().known().ifPresent(known -> band.add(range(value, known.interval(), signed)));
            }
        }
        if (points.isEmpty()) {
            return Optional.empty();
        }
        Series alone = new Series(name, Series.Role.TRAINING, points);
        return Optional.of(band.size() == points.size() ? alone.withBand(band) : alone);
    }

    private static Series.Range range(double value, Interval interval, boolean signed) {
        double low = signed ? interval.low() : Math.max(0, interval.low());
        double high = signed ? interval.high() : Math.min(1, interval.high());
        return new Series.Range(Math.min(value, low), Math.max(value, high));
    }
}
