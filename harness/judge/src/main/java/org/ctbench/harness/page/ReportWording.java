package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;

/** How values and weightings are called and printed; a class is called as its data set calls it. */
final class ReportWording {
    /** Decimals of percentages, as the paper prints them. */
    static final int DECIMALS = 2;

    /** Decimals of fractions, such as average precision and kappa, where no paper says how many. */
    static final int FRACTION_DECIMALS = 3;

    private static final int P_DECIMALS = 4;
    private static final double LEAST_P = 1e-4;

    private ReportWording() {}

    /** Class indices in the order of the paper's tables: the last class first, as NCP in COVIDx-CT. */
    static List<Integer> paperOrder(int classes) {
        List<Integer> order = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            order.add(c);
        }
        Collections.reverse(order);
        return order;
    }

    /** Name of a weighting, with what it weighs by. */
    static String weighting(Weighting weighting) {
        return switch (weighting) {
            case CODE -> "weights of the released code";
            case PAPER -> "weights stated in the paper";
            case ACTUAL -> "class shares of the evaluated set";
            case MACRO -> "equal weights";
        };
    }

    /** A p-value; {@code < 0.0001} for one that four decimals would print as 0. */
    static TableCell p(double p) {
        return p < LEAST_P ? Text.of("< " + Value.of(LEAST_P, P_DECIMALS).text()) : Value.of(p, P_DECIMALS);
    }

    /** A float as the decimal that people wrote for it: 0.05 and not 0.0500000007. */
    static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    /** A share in [0, 1] as a percentage, or why there is none. */
    static TableCell percent(OptionalDouble share, String otherwise) {
        return share.isPresent() ? Value.fraction(share.getAsDouble(), DECIMALS) : Absent.undefined(otherwise);
    }
}
