package org.ctbench.harness.statistics;

import static org.ctbench.harness.statistics.Examples.replicates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.segmentation.AveragePrecision;
import org.ctbench.harness.segmentation.GoldenMasks;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.MaskEvaluation;
import org.ctbench.harness.segmentation.RegionOverlap;
import org.ctbench.harness.segmentation.SegmentationScores;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LesionPredictionsTest {
    /** Average precision, which the golden file has. */
    private static final List<LesionMetric> METRICS = LesionMetric.ofDetections().stream()
            .filter(metric -> metric.metric() != Metric.FROC)
            .toList();

    private static final int PATIENTS = 9; // as in src/test/golden/lesion_bootstrap.py
    private static final double NOISE = 0.03; // four standard errors of the ratio of 10,000 to 40,000 replicates

    @Test
    void everyDrawHasTheMetricsOfTheReference() throws IOException {
        AveragePrecision ap = AveragePrecision.of(slices(0));

        for (CSVRecord row : Examples.golden("lesion-draws.csv")) {
            int[] drawn = Arrays.stream(row.get("drawn").split(" "))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            assertClose(row.get("coco"), ap.coco(drawn));
            // of slices without lesions the released code gives 1 or 0; such a set has no average precision here
            boolean lesions = !row.get("coco").equals("undefined");
            assertClose(lesions ? row.get("author") : "undefined", ap.author(drawn));
        }
    }

    @Test
    void standardErrorsAreThoseOfTheReference() throws IOException {
        List<Estimate> ofPatients = Estimates.of(answers(0), METRICS, replicates(10_000));
        List<Estimate> ofSlices = Estimates.of(withoutPatients(0), METRICS, replicates(10_000));

        List<CSVRecord> golden = Examples.golden("lesion-bootstrap.csv");
        assertEquals(2 * METRICS.size(), golden.size());
        for (CSVRecord row : golden) {
            boolean byPatient = row.get("unit").equals("patient");
            Estimate estimate = (byPatient ? ofPatients : ofSlices)
                    .stream()
                            .filter(e -> e.metric().id().equals(row.get("metric")))
                            .findFirst()
                            .orElseThrow();
            Uncertainty.Known known = (byPatient ? estimate.byPatient() : estimate.bySlice())
                    .known()
                    .orElseThrow();
            assertEquals(1, known.standardError() / Double.parseDouble(row.get("error")), NOISE, row.toString());
            assertTrue(known.interval().contains(estimate.value().orElseThrow()));
            assertEquals(byPatient, estimate.designEffect().isPresent());
        }
    }

    @Test
    void valuesAreThoseOfTheEvaluationToTheLastBit() {
        MaskEvaluation evaluation = new MaskEvaluation();
        slices(0).forEach(evaluation::add);
        SegmentationScores scores = evaluation.scores();

        LesionPredictions answers = answers(0);

        assertEquals(scores.author().orElseThrow().mean(), value(answers, LesionMetric.MAP));
        assertEquals(scores.author().orElseThrow().ap75(), value(answers, new LesionMetric(Metric.AP75, false)));
        assertEquals(scores.coco().orElseThrow().mean(), value(answers, LesionMetric.MAP_COCO));
        assertEquals(scores.coco().orElseThrow().ap50(), value(answers, new LesionMetric(Metric.AP50, true)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void noNumberDependsOnTheThreads(int threads) {
        List<Estimate> one = Estimates.of(answers(0), METRICS, new Resampling(0.95, 500, 7, 1));
        List<Estimate> several = Estimates.of(answers(0), METRICS, new Resampling(0.95, 500, 7, threads));

        assertEquals(one, several);
    }

    @Test
    void seedsAreDrawnTogether() {
        List<LesionPredictions> seeds = List.of(answers(0), answers(0.2), answers(0.4));

        SeedMetrics metrics = SeedMetrics.of(seeds, METRICS, replicates(1000));

        for (LesionMetric metric : METRICS) {
            SeedSpread spread = metrics.spread(metric.id()).orElseThrow();
            double mean = seeds.stream()
                    .mapToDouble(seed -> value(seed, metric))
                    .average()
                    .orElseThrow();
            assertEquals(mean, spread.mean(), 1e-12);
            SeedSpread.Shares shares = spread.shares().orElseThrow();
            assertEquals(1, shares.images() + shares.seed() + shares.seedOnImages(), 1e-12);
            MeasuredValue measured = metrics.measured(metric.id()).orElseThrow();
            assertEquals(mean, measured.value(), 1e-12);
            assertEquals(3, measured.seeds());
            assertEquals(PATIENTS, measured.patients().orElseThrow());
            double ofMean = measured.ofMean().known().orElseThrow().interval().width();
            assertTrue(ofMean
                    < measured.ofOneRun().known().orElseThrow().interval().width());
        }
    }

    @Test
    void pairsAreDrawnTogether() {
        PairedDifference same = PairedDifference.of(answers(0), answers(0), METRICS, replicates(200))
                .get(3);
        PairedDifference other = PairedDifference.of(answers(0), answers(0.3), METRICS, replicates(1000))
                .get(3);

        assertEquals(LesionMetric.MAP_COCO, same.metric());
        assertEquals(0, same.effect().orElseThrow());
        assertEquals(
                value(answers(0.3), LesionMetric.MAP_COCO) - value(answers(0), LesionMetric.MAP_COCO),
                other.effect().orElseThrow(),
                1e-15);
        double apart = Math.hypot(error(answers(0)), error(answers(0.3)));
        assertTrue(other.uncertainty().known().orElseThrow().standardError() < 0.8 * apart);
    }

    private static double error(LesionPredictions answers) {
        List<Estimate> estimates = Estimates.of(answers, List.of(LesionMetric.MAP_COCO), replicates(1000));
        return estimates.get(0).byPatient().known().orElseThrow().standardError();
    }

    @Test
    void otherLesionsAndOtherMetricsAreRefused() throws IOException {
        LesionPredictions fewer = LesionPredictions.of(slices(0).subList(1, 25), Optional.empty());
        ClassPredictions classes = Examples.answers("first");

        var slices = assertThrows(
                UserException.class, () -> PairedDifference.of(withoutPatients(0), fewer, METRICS, replicates(200)));
        var kind =
                assertThrows(IllegalArgumentException.class, () -> answers(0).value(ClassificationMetric.accuracy()));
        var other = assertThrows(IllegalArgumentException.class, () -> classes.value(LesionMetric.MAP));

        assertTrue(
                slices.problem().startsWith("two models that are compared were given other slices"), slices.problem());
        assertEquals("accuracy is not a metric of lesions", kind.getMessage());
        assertEquals("map is not a metric of a classification", other.getMessage());
        assertFalse(classes.sameSlices(answers(0)));
    }

    @Test
    void withoutALesionNeitherDefinitionHasAValue() {
        List<SliceLesions> negative =
                slices(0).stream().filter(slice -> slice.lesions().isEmpty()).toList();
        LesionPredictions answers = LesionPredictions.of(negative, Optional.empty());

        List<Estimate> estimates = Estimates.of(answers, METRICS, replicates(200));

        assertFalse(negative.isEmpty());
        for (Estimate estimate : estimates) {
            assertEquals(OptionalDouble.empty(), estimate.value());
            assertEquals("it has no value", estimate.bySlice().unknownBecause().orElseThrow());
        }
    }

    @Test
    void regionsAreAveragedOverTheSlicesThatHaveThem() {
        RegionOverlap none = new RegionOverlap(0, 0, 0, 0, 0, 0, 0, OptionalDouble.empty());
        RegionOverlap missed = new RegionOverlap(0, 8, 0, 0, 8, 0, 0, OptionalDouble.empty());
        RegionOverlap half = new RegionOverlap(8, 8, 4, 8, 8, 8, 4, OptionalDouble.of(3));
        List<RegionOverlap> regions = new ArrayList<>(Collections.nCopies(25, none));
        regions.set(0, missed);
        regions.set(3, half);
        regions.set(4, half);

        LesionPredictions answers = answers(0).with(regions);

        LesionMetric distance = new LesionMetric(Metric.HD95, false);
        assertEquals((0.5 + 0.5 + 0) / 3, value(answers, new LesionMetric(Metric.DICE, false)));
        assertEquals(2 * 0.75 / 3, value(answers, new LesionMetric(Metric.SURFACE_DICE, false)));
        assertEquals(3, value(answers, distance));
        Estimate dice = Estimates.of(answers, List.of(new LesionMetric(Metric.DICE, false)), replicates(500))
                .get(0);
        assertTrue(dice.byPatient().known().orElseThrow().interval().contains(1.0 / 3));
        LesionPredictions nothing = answers(0).with(Collections.nCopies(25, missed));
        assertEquals(OptionalDouble.empty(), nothing.value(distance));
        assertEquals("no slice has both a lesion and a prediction", distance.undefinedBecause(nothing));
        assertEquals(OptionalDouble.empty(), answers(0).value(distance));
        assertEquals("the regions are not known", distance.undefinedBecause(answers(0)));
        assertEquals(
                "no slice has a lesion or a prediction",
                new LesionMetric(Metric.DICE, false).undefinedBecause(answers(0).with(Collections.nCopies(25, none))));
        assertThrows(IllegalArgumentException.class, () -> answers(0).with(List.of(none)));
    }

    private static double value(LesionPredictions answers, LesionMetric metric) {
        return answers.value(metric).orElseThrow();
    }

    private static void assertClose(String expected, Optional<MaskAp> found) {
        if (expected.equals("undefined")) {
            assertEquals(Optional.empty(), found);
            return;
        }
        String[] parts = expected.split(" ");
        assertEquals(MaskAp.THRESHOLDS, parts.length);
        for (int t = 0; t < parts.length; t++) {
            assertEquals(
                    Double.parseDouble(parts[t]),
                    found.orElseThrow().perThreshold().get(t),
                    1e-12);
        }
    }

    private static LesionPredictions answers(double above) {
        List<String> patients =
                IntStream.range(0, 25).mapToObj(i -> "P" + 5 * i % PATIENTS).toList();
        return LesionPredictions.of(slices(above), Optional.of(patients));
    }

    private static LesionPredictions withoutPatients(double above) {
        return LesionPredictions.of(slices(above), Optional.empty());
    }

    /** What was found above a score in the images of a golden case. */
    private static List<SliceLesions> slices(double above) {
        GoldenMasks golden = GoldenMasks.load().stream()
                .filter(g -> g.name().equals("many-images"))
                .findFirst()
                .orElseThrow();
        List<SliceLesions> slices = new ArrayList<>();
        for (int i = 0; i < golden.images().size(); i++) {
            slices.add(SliceLesions.of("slice " + i, golden.images().get(i)).scoringAbove(above));
        }
        return slices;
    }
}
