package org.ctbench.harness.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.reports.cells.Digits;
import org.ctbench.reports.cells.Value;

/** In which unit a value is printed. */
public enum Scale {
    /** Percent: accuracy, sensitivity, precision, F1. */
    @JsonProperty("percent")
    PERCENT(100, 2, " %", " percentage points") {
        @Override
        public OptionalDouble margin(VerdictRules rules) {
            return rules.margin().percent();
        }
    },
    /** As it is: a share, kappa, an area under a curve. */
    @JsonProperty("fraction")
    FRACTION(1, 3, "", "") {
        @Override
        public OptionalDouble margin(VerdictRules rules) {
            OptionalDouble percent = rules.margin().percent();
            return percent.isEmpty() ? percent : OptionalDouble.of(percent.getAsDouble() / 100);
        }
    },
    /** As it is: average precision, which has a margin of its own. */
    @JsonProperty("ap")
    AP(1, 3, "", "") {
        @Override
        public OptionalDouble margin(VerdictRules rules) {
            return rules.margin().ap();
        }
    },
    /** In pixels: a distance, which no verdict is about. */
    @JsonProperty("pixels")
    PIXELS(1, 2, " px", " px") {
        @Override
        public OptionalDouble margin(VerdictRules rules) {
            return OptionalDouble.empty();
        }
    };

    private final int factor;
    private final int decimals;
    private final String unit;
    private final String unitOfDifferences;

    Scale(int factor, int decimals, String unit, String unitOfDifferences) {
        this.factor = factor;
        this.decimals = decimals;
        this.unit = unit;
        this.unitOfDifferences = unitOfDifferences;
    }

    /** The unit in which we print a metric. */
    public static Scale of(Metric metric) {
        if (metric.formula() instanceof Formula.OfLesions) {
            return AP;
        }
        if (metric.isLength()) {
            return PIXELS;
        }
        return metric.isFraction() ? FRACTION : PERCENT;
    }

    /** Margin of equivalence, in the printed unit; empty if each value has its own. */
    public abstract OptionalDouble margin(VerdictRules rules);

    /** Margin of equivalence, a fraction as the values are; empty if each value has its own. */
    public OptionalDouble fraction(VerdictRules rules) {
        OptionalDouble printed = margin(rules);
        return printed.isEmpty() ? printed : OptionalDouble.of(fraction(printed.getAsDouble()));
    }

    /** A value in the printed unit as a fraction. */
    public double fraction(double printed) {
        return printed / factor;
    }

    /** The value as we print it: {@code 93.55 %}, {@code 0.424}. */
    public String value(double value) {
        return value(value, decimals);
    }

    /** The value as a cell of a table. */
    public Value cell(double value) {
        return this == PERCENT ? Value.fraction(value, decimals) : Value.of(value, decimals);
    }

    /** A difference of values as we print it, without its unit: {@code 0.62} of percentage points, {@code 0.006}. */
    public String number(double difference) {
        return rounded(difference, decimals).toPlainString();
    }

    /** The value in the printed unit. */
    public double print(double value) {
        return value * factor;
    }

    /** The value as a paper prints it: half up, with this many decimals. */
    BigDecimal rounded(double value, int decimals) {
        return Digits.rounded(new BigDecimal(value).multiply(BigDecimal.valueOf(factor)), decimals);
    }

    /** {@code 93.55 %}, {@code 0.424}. */
    String value(double value, int decimals) {
        return rounded(value, decimals).toPlainString() + unit;
    }

    /** {@code 92.10-94.80 %}. */
    String interval(Interval values, int decimals) {
        return rounded(values.low(), decimals).toPlainString() + "\u2013" + value(values.high(), decimals);
    }

    /** {@code -0.62 to +0.34 percentage points}, of differences of values. */
    public String differences(Interval values) {
        return differences(values.times(factor), decimals);
    }

    /** {@code -0.62 to +0.34 percentage points}, of differences in the printed unit. */
    String differences(Interval printed, int decimals) {
        String format = "%+." + decimals + "f to %+." + decimals + "f";
        return String.format(Locale.ROOT, format, printed.low(), printed.high()) + unitOfDifferences;
    }

    /** A positive difference in the printed unit: {@code 0.5 percentage points}. */
    String difference(double printed) {
        String number = BigDecimal.valueOf(printed).stripTrailingZeros().toPlainString();
        return number + (number.equals("1") ? unitOfDifferences.replace("points", "point") : unitOfDifferences);
    }

    /** The digits of a paper with their unit. */
    String published(BigDecimal printed) {
        return printed.toPlainString() + unit;
    }
}
