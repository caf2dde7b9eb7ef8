package org.ctbench.harness.page;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.SegmentationScores;
import org.ctbench.reports.cells.Value;

/** The results of a run in a few lines for the terminal. */
public final class Summary {
    private Summary() {}

    /** One line for each model and evaluation set, or score of a segmentation; each ended by a line feed. */
    public static String of(Plan plan, RunResults results) {
        StringBuilder text = new StringBuilder();
        if (plan.data().generate().isPresent()) {
            text.append("Generated data: these values say nothing about real CT.\n");
        }
        for (EvaluationSet set : plan.evaluate()) {
            for (ModelResults model : results.numbers().models()) {
                for (EvaluationResults e : model.evaluations()) {
                    if (e.id().equals(set.id())) {
                        text.append(line(model.id(), set, e));
                    }
                }
            }
        }
        for (ModelResults model : results.numbers().models()) {
            model.segmentation().ifPresent(found -> found.atScores().forEach(at -> text.append(line(model.id(), at))));
        }
        results.numbers().missing().stream()
                .filter(MissingCell::failed)
                .forEach(cell -> text.append("no result: " + cell.cell() + ", " + cell.because() + "\n"));
        return text.toString();
    }

    private static String line(String model, SegmentationResults.AtScore at) {
        SegmentationScores scores = at.scores();
        return String.format(
                Locale.ROOT,
                "%-12s %-10s %6d slices   score > %.2f   mAP %s as the released code, %s as COCO\n",
                model,
                "lesions",
                scores.counts().images(),
                at.above(),
                percent(scores.author()),
                percent(scores.coco()));
    }

    private static String percent(Optional<MaskAp> ap) {
        return ap.map(a -> percent(OptionalDouble.of(a.mean()), Optional.empty()))
                .orElse("- (" + SegmentationScores.UNDEFINED + ")");
    }

    private static String line(String model, EvaluationSet set, EvaluationResults e) {
        ConfusionMatrix m = e.confusion();
        StringJoiner sensitivities = new StringJoiner(", ");
        for (int c : ReportWording.paperOrder(m.size())) {
            sensitivities.add(m.classes().get(c) + " "
                    + percent(Metric.SENSITIVITY.of(m, c), Metric.SENSITIVITY.undefinedBecause(m, c)));
        }
        return String.format(
                Locale.ROOT,
                "%-12s %-10s %6d slices   weighted F1 %s   accuracy %s   sensitivity %s\n",
                model,
                set.id(),
                e.slices(),
                percent(
                        e.scores().weightedF1().get(set.weighting()),
                        because(e, set.weighting().words())),
                percent(e.scores().accuracy(), because(e, Metric.ACCURACY.words())),
                sensitivities);
    }

    private static Optional<String> because(EvaluationResults e, String metric) {
        return e.scores().undefined().stream()
                .filter(reason -> reason.startsWith(metric + ": "))
                .map(reason -> reason.substring(metric.length() + 2))
                .findFirst();
    }

    private static String percent(OptionalDouble share, Optional<String> because) {
        return share.isPresent()
                ? Value.fraction(share.getAsDouble(), ReportWording.DECIMALS).text() + " %"
                : "- (" + because.orElseThrow() + ")";
    }
}
