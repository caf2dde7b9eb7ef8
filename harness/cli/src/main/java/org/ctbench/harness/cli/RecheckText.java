package org.ctbench.harness.cli;

import java.util.Locale;
import org.ctbench.harness.recheck.DetectionChance;
import org.ctbench.harness.recheck.RecheckFinding;
import org.ctbench.harness.recheck.RecheckFinding.CheckedSlices;
import org.ctbench.harness.recheck.RecheckFinding.CheckedStretch;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;

/** What a recheck found, for people. */
final class RecheckText {
    private RecheckText() {}

    static String of(RecheckFinding finding) {
        StringBuilder text = new StringBuilder();
        for (CheckedStretch stretch : finding.stretches()) {
            text.append(stretch.problem().isPresent() ? "DIFFERENT   " : "same        ")
                    .append(stretch.cell())
                    .append(", ")
                    .append(epochs(stretch));
            stretch.problem().ifPresent(problem -> text.append(": ").append(problem));
            text.append('\n');
        }
        for (CheckedSlices set : finding.slices()) {
            text.append(set.problems().isEmpty() ? "same        " : "DIFFERENT   ")
                    .append(set.cell())
                    .append(", ")
                    .append(number(set.drawn()))
                    .append(" of ")
                    .append(number(set.of()))
                    .append(" slices\n");
            set.problems()
                    .forEach(problem ->
                            text.append("            ").append(problem).append('\n'));
        }
        for (Unchecked part : finding.unchecked()) {
            text.append("NOT CHECKED ")
                    .append(part.part())
                    .append(": ")
                    .append(part.because())
                    .append('\n');
        }
        for (Unchecked part : finding.notShown()) {
            text.append("NOT SHOWN   ")
                    .append(part.part())
                    .append(": ")
                    .append(part.because())
                    .append('\n');
        }
        text.append(drawn(finding)).append(cost(finding.cost()));
        if (!finding.chances().isEmpty()) {
            text.append("A forgery in what could be drawn would have been found with a probability of at least\n");
        }
        finding.chances().forEach(chance -> text.append(line(chance)));
        return text.append(verdict(finding)).toString();
    }

    private static String epochs(CheckedStretch stretch) {
        if (stretch.to() == 0) {
            return "not trained";
        }
        int first = stretch.from() + 1;
        return first == stretch.to() ? "epoch " + first : "epochs " + first + " to " + stretch.to();
    }

    private static String drawn(RecheckFinding finding) {
        return "drawn by "
                + finding.draw()
                        .beacon()
                        .map(beacon -> "the beacon '" + beacon + "', ")
                        .orElse("")
                + "seed " + finding.draw().seed() + ", of the run with the head "
                + finding.head().hex() + "\n";
    }

    private static String cost(RecheckFinding.Cost cost) {
        return String.format(
                Locale.ROOT,
                "cost: %s of the run's %s images (%.2f %%), %.0f s\n",
                number(cost.images()),
                number(cost.ofImages()),
                100.0 * cost.images() / cost.ofImages(),
                cost.seconds());
    }

    private static String line(DetectionChance chance) {
        return String.format(
                Locale.ROOT,
                "  %5.1f %%  %s (%s of %s drawn)\n",
                Math.floor(1000 * chance.probability()) / 10, // never more than it is
                chance.forgery(),
                number(chance.drawn()),
                number(chance.of()));
    }

    private static String verdict(RecheckFinding finding) {
        if (finding.differences() > 0) {
            return "not rechecked: " + finding.differences() + " parts differ\n";
        }
        return finding.passed()
                ? "rechecked: every part that was drawn has the same bits\n"
                : "not rechecked: " + finding.notShown().size() + " of the parts that were drawn were not shown\n";
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
