package org.ctbench.harness.audit.tables;

import java.util.Optional;
import org.ctbench.harness.audit.feasibility.ClassSizes;
import org.ctbench.harness.audit.feasibility.Ratio;
import org.ctbench.harness.audit.feasibility.Score;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedFigure;

/** Which function of a confusion matrix a column has. */
final class TableScores {
    private TableScores() {}

    /** Whether a figure is one of a confusion matrix. */
    static boolean areOf(PublishedFigure figure) {
        return figure == PublishedFigure.KAPPA
                || figure == PublishedFigure.MATTHEWS
                || ratio(figure).isPresent();
    }

    /** What is computed of each class; empty for figures that are no mean over the classes. */
    private static Optional<Ratio> ratio(PublishedFigure figure) {
        return switch (figure) {
            case SENSITIVITY, MACRO_SENSITIVITY -> Optional.of(Ratio.SENSITIVITY);
            case SPECIFICITY, MACRO_SPECIFICITY -> Optional.of(Ratio.SPECIFICITY);
            case PRECISION, MACRO_PRECISION, WEIGHTED_PRECISION -> Optional.of(Ratio.PRECISION);
            case NEGATIVE_PREDICTIVE -> Optional.of(Ratio.NEGATIVE_PREDICTIVE);
            case CLASS_ACCURACY -> Optional.of(Ratio.ONE_AGAINST_REST);
            case F1, WEIGHTED_F1, MACRO_F1 -> Optional.of(Ratio.F1);
            case ACCURACY -> Optional.of(Ratio.SHARE_OF_ALL);
            default -> Optional.empty();
        };
    }

    /**
     * The function of a column.
     *
     * @param convention what it means where software differs
     * @throws IllegalArgumentException if the column has no figure of a confusion matrix, or its class is none of the set
     */
    static Score of(PublishedColumn column, ClassSizes sizes, Convention convention) {
        Score score = plain(column, sizes, convention).with(convention.undefined());
        return convention.ofPresent() ? score.ofPresent(sizes) : score;
    }

    private static Score plain(PublishedColumn column, ClassSizes sizes, Convention convention) {
        return switch (column.figure()) {
            case ACCURACY -> Score.accuracy(sizes);
            case WEIGHTED_F1 -> convention.weights().score(sizes);
            case MACRO_F1 ->
                convention.ofMeans()
                        ? Score.harmonicOfMeans(sizes, column.name())
                        : Score.mean(Ratio.F1, sizes, column.name());
            case KAPPA -> Score.kappa(column.name());
            case MATTHEWS -> Score.matthews(column.name());
            default -> ofRatio(column, sizes);
        };
    }

    private static Score ofRatio(PublishedColumn column, ClassSizes sizes) {
        Ratio ratio = ratio(column.figure()).orElseThrow(() -> new IllegalArgumentException("no score: " + column));
        if (column.figure() == PublishedFigure.WEIGHTED_PRECISION) {
            return Score.bySize(ratio, sizes, column.name());
        }
        if (!column.figure().ofClass()) {
            return Score.mean(ratio, sizes, column.name());
        }
        int c = sizes.classes().indexOf(column.classId().orElseThrow());
        if (c < 0) {
            throw new IllegalArgumentException("class " + column.classId().get() + " is none of " + sizes.classes());
        }
        return Score.ofClass(ratio, sizes, c, column.name());
    }
}
