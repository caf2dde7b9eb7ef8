package org.ctbench.harness.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.history.Trend.Outcome;
import org.ctbench.harness.history.Trend.Stretch;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.random.SeededRandom;
import org.junit.jupiter.api.Test;

class TrendsTest {
    private static List<HistoryEntry> entries(Optional<String> arithmetic, double... accuracies) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (double accuracy : accuracies) {
            int number = entries.size() + 1;
            RecordedRun run = Recorded.run("run " + number, "2026-11-28T12:00:00Z", arithmetic, List.of(accuracy));
            entries.add(new HistoryEntry(number, Sha256.of(new byte[] {(byte) number}), run));
        }
        return entries;
    }

    private static Trend exact(double margin, double... accuracies) {
        return Trends.of(entries(Optional.of("exact/1"), accuracies), List.of(), margin)
                .get(0);
    }

    private static Trend noisy(double... accuracies) {
        return Trends.of(entries(Optional.empty(), accuracies), List.of(), 0).get(0);
    }

    @Test
    void equalExactValuesAreNoChange() {
        Trend trend = exact(0, 0.9, 0.9, 0.9);

        assertEquals(Outcome.NO_CHANGE, trend.outcome());
        assertEquals("every run gave the same values", trend.because());
        assertTrue(trend.exact());
        assertTrue(trend.p().isEmpty());
    }

    @Test
    void anyExactFallIsAFall() {
        Trend trend = exact(0, 0.9, 0.9, 0.8999);

        assertEquals(Outcome.FELL, trend.outcome());
        assertEquals("from 90.00 % (runs 1\u20132) to 89.99 % (run 3)", trend.because());
        assertEquals(List.of(new Stretch(1, 2, 0.9), new Stretch(3, 3, 0.8999)), trend.stretches());
    }

    @Test
    void aFallWithinTheMarginIsAChange() {
        assertEquals(Outcome.CHANGED, exact(0.01, 0.9, 0.895).outcome());
        assertEquals(Outcome.FELL, exact(0.004, 0.9, 0.895).outcome());
    }

    @Test
    void smallFallsAddUp() {
        assertEquals(Outcome.FELL, exact(0.01, 0.9, 0.895, 0.892, 0.888).outcome());
    }

    @Test
    void anExactFallThatWasMadeGoodIsNoFall() {
        Trend good = exact(0, 0.9, 0.8, 0.9);
        assertEquals(Outcome.CHANGED, good.outcome());
        assertEquals("from 80.00 % (run 2) to 90.00 % (run 3)", good.because());
        assertEquals(Outcome.FELL, exact(0, 0.9, 0.8, 0.85).outcome());
    }

    @Test
    void oneExactRunTellsNothing() {
        Trend trend = exact(0, 0.9);

        assertEquals(Outcome.TOO_FEW, trend.outcome());
        assertEquals("one run", trend.because());
    }

    @Test
    void sevenNoisyRunsTellNothingWhateverTheySay() {
        Trend trend = noisy(0.95, 0.96, 0.95, 0.5, 0.51, 0.5, 0.51);

        assertEquals(Outcome.TOO_FEW, trend.outcome());
        assertEquals("no fall of any size could be shown by 7 runs", trend.because());
    }

    /** A plan has fixed seeds: on one machine a commit that changes no number gives the same values again. */
    @Test
    void repeatsOfADeterministicRunAreOneObservation() {
        double[] values = new double[13];
        Arrays.fill(values, 0, 10, 0.9);
        Arrays.fill(values, 10, 13, 0.899);

        Trend trend = noisy(values);

        assertEquals(Outcome.TOO_FEW, trend.outcome());
        assertTrue(trend.p().isEmpty());
        assertEquals(
                "no fall of any size could be shown by 13 runs, of which 11 repeat the values of the run before",
                trend.because());
        assertEquals(13, trend.points().size());
    }

    @Test
    void repeatsChangeNeitherTheTestNorTheLevels() {
        double[] once = {0.912, 0.905, 0.921, 0.917, 0.909, 0.915, 0.918, 0.908, 0.881, 0.876, 0.887, 0.879};
        double[] repeated = new double[16]; // the third three times, the tenth and the last twice
        int at = 0;
        for (int i = 0; i < once.length; i++) {
            for (int times = 0; times < (i == 2 ? 3 : i == 9 || i == 11 ? 2 : 1); times++) {
                repeated[at++] = once[i];
            }
        }

        Trend trend = noisy(repeated);

        assertEquals(16, at);
        assertEquals(noisy(once).p(), trend.p());
        assertEquals("from 91.31 % (runs 1\u201310) to 88.08 % (runs 11\u201316)", trend.because());
    }

    @Test
    void aFallAmongNoiseIsFoundWhereItWas() {
        Trend trend = noisy(0.912, 0.905, 0.921, 0.917, 0.909, 0.915, 0.918, 0.908, 0.881, 0.876, 0.887, 0.879);

        assertEquals(Outcome.FELL, trend.outcome());
        assertEquals(9, trend.stretches().get(1).from());
        assertEquals(0.004, trend.p().orElseThrow(), 0.002);
        assertEquals("from 91.31 % (runs 1\u20138) to 88.08 % (runs 9\u201312)", trend.because());
    }

    @Test
    void noiseIsNoChangeAndSaysHowSoonOneWouldShow() {
        Trend trend = noisy(0.912, 0.905, 0.921, 0.917, 0.909, 0.915, 0.918, 0.908, 0.911, 0.916, 0.907, 0.919);

        assertEquals(Outcome.NO_CHANGE, trend.outcome());
        assertEquals("a change can be seen 2 runs after it at the earliest", trend.because());
    }

    @Test
    void aFallAfterARiseIsFound() {
        double[] values = new double[30];
        SeededRandom random = SeededRandom.of(1, "rise and fall");
        for (int i = 0; i < values.length; i++) {
            values[i] = (i < 10 ? 0.8 : i < 20 ? 0.9 : 0.87) + 0.003 * random.nextGaussian();
        }

        Trend trend = noisy(values);

        assertEquals(
                List.of(1L, 11L, 21L),
                trend.stretches().stream().map(Stretch::from).toList());
        assertEquals(Outcome.FELL, trend.outcome());
        assertTrue(trend.because().contains("(runs 11\u201320) to"), trend.because());
    }

    @Test
    void aFallThatWasMadeGoodIsSeldomCalledOne() {
        int fell = 0;
        for (int s = 0; s < 200; s++) {
            double[] values = new double[30];
            SeededRandom random = SeededRandom.of(s, "made good");
            for (int i = 0; i < values.length; i++) {
                values[i] = (i >= 10 && i < 20 ? 0.8 : 0.9) + 0.003 * random.nextGaussian();
            }
            List<HistoryEntry> entries = entries(Optional.empty(), values);
            Trend trend = Trends.of(entries, List.of(), 0, new LevelChange(399)).get(0);
            assertTrue(trend.stretches().size() >= 3, trend.toString());
            fell += trend.outcome() == Outcome.FELL ? 1 : 0;
        }

        assertTrue(fell <= 200 * 0.1, fell + " of 200"); // some by a further false change at the end
    }

    /** Of histories without a change at most 5 % fail or show one, all series together. */
    @Test
    void falseAlarmsOfAllSeriesTogetherAreAtMostAsManyAsStated() {
        int histories = 400;
        int alarms = 0;
        for (int h = 0; h < histories; h++) {
            SeededRandom random = SeededRandom.of(h, "histories");
            List<HistoryEntry> entries = new ArrayList<>(entries(Optional.empty(), new double[14]));
            for (HistoryEntry entry : List.copyOf(entries)) {
                var any = entry.run().evaluations().get(0);
                RecordedRun.Evaluated[] models = new RecordedRun.Evaluated[4];
                double common =
                        random.nextGaussian(); // models that learned from the same images fall and rise together
                for (int m = 0; m < models.length; m++) {
                    double value = 0.9 + 0.01 * (common + random.nextGaussian());
                    var measured = new RecordedRun.Measurement("accuracy", List.of(value), Optional.empty());
                    models[m] = new RecordedRun.Evaluated(
                            "model" + m, any.set(), any.images(), any.standard(), List.of(measured));
                }
                entries.set(
                        (int) entry.number() - 1,
                        new HistoryEntry(entry.number(), entry.digest(), with(entry.run(), models)));
            }
            boolean alarm = Trends.of(entries, List.of(), 0, new LevelChange(399)).stream()
                    .anyMatch(trend -> trend.outcome() != Outcome.NO_CHANGE);
            alarms += alarm ? 1 : 0;
        }

        double rate = (double) alarms / histories;
        assertTrue(rate <= 0.05 + 3 * Math.sqrt(0.05 * 0.95 / histories), rate + " of the histories");
        assertTrue(rate > 0.005, rate + " of the histories");
    }

    @Test
    void theNumberOfSeriesIsCorrectedFor() {
        List<HistoryEntry> entries = entries(Optional.empty(), 0.91, 0.92, 0.9, 0.91, 0.8, 0.81, 0.79, 0.8);
        List<HistoryEntry> two = new ArrayList<>(entries);
        for (HistoryEntry entry : entries) {
            RecordedRun run = entry.run();
            var evaluated = run.evaluations().get(0);
            var other = new RecordedRun.Evaluated(
                    "resnet50", "test", evaluated.images(), evaluated.standard(), evaluated.metrics());
            two.set(
                    (int) entry.number() - 1,
                    new HistoryEntry(entry.number(), entry.digest(), with(run, evaluated, other)));
        }

        assertEquals(Outcome.FELL, Trends.of(entries, List.of(), 0).get(0).outcome());
        Trend one = Trends.of(two, List.of(), 0).get(0);
        assertEquals(Outcome.TOO_FEW, one.outcome()); // of two series none could have p below 4/70
        assertTrue(one.p().isEmpty());
    }

    /** Runs of two models; NaN where a run lacks one. */
    private static List<HistoryEntry> ofTwo(double[] first, double[] second) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (HistoryEntry entry : entries(Optional.empty(), new double[first.length])) {
            int i = entries.size();
            var any = entry.run().evaluations().get(0);
            List<RecordedRun.Evaluated> models = new ArrayList<>();
            for (double value : new double[] {first[i], second[i]}) {
                if (!Double.isNaN(value)) {
                    String model = value == first[i] ? "first" : "second";
                    var measured = new RecordedRun.Measurement("accuracy", List.of(value), Optional.empty());
                    models.add(new RecordedRun.Evaluated(
                            model, any.set(), any.images(), any.standard(), List.of(measured)));
                }
            }
            RecordedRun run = with(entry.run(), models.toArray(RecordedRun.Evaluated[]::new));
            entries.add(new HistoryEntry(entry.number(), entry.digest(), run));
        }
        return entries;
    }

    @Test
    void endedSeriesCostACheckNoPower() {
        double none = Double.NaN;
        List<HistoryEntry> entries = ofTwo(
                new double[] {0.7, 0.71, 0.72, 0.7, 0.71, 0.72, 0.7, 0.71, none},
                new double[] {none, 0.91, 0.92, 0.9, 0.91, 0.8, 0.81, 0.79, 0.8});

        DriftReport report = DriftReport.of(entries, List.of(), 1, 0);

        assertEquals("1 series: 1 fell", report.summary());
        assertEquals(2.0 / 70, report.trends().get(0).p().orElseThrow(), 1e-12);
        assertEquals(
                List.of(Outcome.TOO_FEW, Outcome.TOO_FEW), // of two series none could have p below 4/70
                Trends.of(entries, List.of(), 0).stream().map(Trend::outcome).toList());
    }

    @Test
    void aFallThatHolmShowsHasItsP() {
        double none = Double.NaN;
        List<HistoryEntry> entries = ofTwo(
                new double[] {0.93, 0.92, 0.91, 0.92, 0.9, 0.91, 0.8, 0.81, 0.79, 0.8},
                new double[] {none, none, 0.71, 0.72, 0.7, 0.71, 0.6, 0.61, 0.59, 0.6});

        List<Trend> trends = Trends.of(entries, List.of(), 0);

        assertEquals(
                List.of(Outcome.FELL, Outcome.FELL),
                trends.stream().map(Trend::outcome).toList());
        assertEquals(2.0 / 70, trends.get(1).p().orElseThrow(), 1e-12);
    }

    private static RecordedRun with(RecordedRun run, RecordedRun.Evaluated... evaluations) {
        return new RecordedRun(
                run.schema(),
                run.run(),
                run.added(),
                run.plan(),
                run.planDigest(),
                run.numbers(),
                run.code(),
                run.engine(),
                run.arithmetic(),
                run.machine(),
                run.bundle(),
                List.of(evaluations));
    }

    @Test
    void aSeriesThatTheNewestRunOfItsPlanIsNotPartOfIsNotChecked() {
        List<HistoryEntry> entries = new ArrayList<>(entries(Optional.of("exact/1"), 0.9, 0.8, 0.8));
        HistoryEntry last = entries.get(2);
        var evaluated = last.run().evaluations().get(0);
        var other = new RecordedRun.Evaluated(
                "resnet50", "test", evaluated.images(), evaluated.standard(), evaluated.metrics());
        entries.set(2, new HistoryEntry(3, last.digest(), with(last.run(), other)));

        DriftReport report = DriftReport.of(entries, List.of(), 1, 0);

        assertEquals(
                List.of("resnet50"), report.trends().stream().map(Trend::model).toList());
        assertEquals("1 series: 1 undecided: too few runs", report.summary());
        assertTrue(report.passed());
        assertEquals(2, Trends.of(entries, List.of(), 0).size());
    }

    @Test
    void aMetricThatTheNewestRunLacksDoesNotPassInSilence() {
        List<HistoryEntry> entries = new ArrayList<>(entries(Optional.of("exact/1"), 0.9, 0.8, 0.8));
        HistoryEntry last = entries.get(2);
        var evaluated = last.run().evaluations().get(0);
        var other = new RecordedRun.Evaluated(
                "resnet18",
                "test",
                evaluated.images(),
                "auc",
                List.of(new RecordedRun.Measurement("auc", List.of(0.9), Optional.empty())));
        entries.set(2, new HistoryEntry(3, last.digest(), with(last.run(), other)));

        var e = assertThrows(UserException.class, () -> DriftReport.of(entries, List.of("accuracy"), 1, 0));

        assertEquals("the newest runs have no metric 'accuracy'", e.problem());
    }

    @Test
    void runsBeforeTheFirstAreNotLookedAt() {
        List<HistoryEntry> entries = entries(Optional.of("exact/1"), 0.9, 0.8, 0.8);

        assertEquals(
                "1 series: 1 fell", DriftReport.of(entries, List.of(), 1, 0).summary());
        assertEquals(
                "1 series: 1 without a change",
                DriftReport.of(entries, List.of(), 2, 0).summary());
    }

    @Test
    void aCheckSinceARunThatIsNotThereIsRefused() {
        List<HistoryEntry> entries = entries(Optional.of("exact/1"), 0.9, 0.8, 0.8);

        for (long since : new long[] {4, 400, 0, -3}) {
            var e = assertThrows(UserException.class, () -> DriftReport.of(entries, List.of("accuracy"), since, 0));
            assertEquals("there is no run " + since, e.problem());
            assertEquals("--since", e.where());
            assertEquals("the newest is 3", e.fix());
        }
    }

    @Test
    void metricsThatNoRunHasAndThoseThatDoNotFallAreRefused() {
        List<HistoryEntry> entries = entries(Optional.empty(), 0.9);

        assertEquals(
                "no run has a metric 'acuracy'",
                assertThrows(UserException.class, () -> Trends.of(entries, List.of("acuracy"), 0))
                        .problem());
        assertTrue(assertThrows(UserException.class, () -> DriftReport.of(entries, List.of("brier"), 1, 0))
                .problem()
                .contains("does not fall when a model gets worse"));
    }
}
