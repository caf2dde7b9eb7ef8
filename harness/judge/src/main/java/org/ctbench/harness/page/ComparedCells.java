package org.ctbench.harness.page;

import java.util.Optional;
import org.ctbench.harness.compare.ComparedCell;
import org.ctbench.harness.compare.Reproduced;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.papers.PublishedUnit;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Unit;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.cells.VerdictCell;
import org.ctbench.reports.cells.VerdictKind;

/** Compared cells as cells of a report. */
final class ComparedCells {
    private ComparedCells() {}

    /** The published value as printed. */
    static TableCell published(ComparedCell cell) {
        PublishedCell published = cell.published();
        if (published instanceof PublishedCell.Unrecoverable lost) {
            return Absent.unrecoverable(lost.reason());
        }
        return quantity(cell)
                .<TableCell>map(value -> published instanceof PublishedCell.Derived derived
                        ? Published.derived(value, derived.derivation())
                        : Published.of(value))
                .orElseGet(() -> Absent.undefined(published.sentence()));
    }

    /** The published value, if it has digits. */
    static Optional<Published> value(ComparedCell cell) {
        return published(cell) instanceof Published value ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Value> quantity(ComparedCell cell) {
        boolean best = cell.published().remarks().best();
        return cell.published().value().map(exact -> {
            Value value = new Value(exact, Math.max(0, exact.scale()), unit(cell), false);
            return best ? value.asBest() : value;
        });
    }

    /** The reproduced value with its interval. */
    static TableCell reproduced(ComparedCell cell, boolean best) {
        if (cell.reproduced().isEmpty()) {
            return cell.verdict().kind() == Verdict.Kind.CANNOT_BE_TOLD
                    ? Absent.undefined("the measured metric has no value")
                    : Absent.notRun("the runs have no such result");
        }
        Value value = value(cell, cell.reproduced().get());
        Value marked = best ? value.asBest() : value;
        return interval(cell, cell.reproduced().get().interval())
                .<TableCell>map(bounds -> IntervalCell.measured(marked, bounds))
                .orElseGet(() -> Measured.of(marked));
    }

    /** The reproduced value in the unit and with the decimals of the published one. */
    static Value value(ComparedCell cell, Reproduced reproduced) {
        int decimals = cell.published()
                .value()
                .map(exact -> Math.max(0, exact.scale()))
                .orElse(percent(cell) ? ReportWording.DECIMALS : isCount(cell) ? 0 : ReportWording.FRACTION_DECIMALS);
        return percent(cell)
                ? Value.fraction(reproduced.value(), decimals)
                : Value.of(reproduced.value(), decimals, unit(cell));
    }

    /** A measured value that no published one stands beside, in the unit of a column. */
    static TableCell measured(PublishedColumn column, Estimate estimate, Sample sample) {
        if (estimate.value().isEmpty()) {
            return Absent.undefined(estimate.metric().undefinedBecause(sample));
        }
        boolean percent = column.unit() == PublishedUnit.PERCENT;
        double share = estimate.value().getAsDouble();
        Value value = percent
                ? Value.fraction(share, ReportWording.DECIMALS)
                : Value.of(share, ReportWording.FRACTION_DECIMALS);
        return estimate.of(sample)
                .known()
                .map(known -> known.interval().of(estimate.metric().metric()))
                .<TableCell>map(i -> IntervalCell.measured(
                        value, percent ? Bounds.fractions(i.low(), i.high()) : Bounds.of(i.low(), i.high())))
                .orElseGet(() -> Measured.of(value));
    }

    /** A difference of values, in the unit of the cell. */
    static Value difference(ComparedCell cell, double fraction) {
        return percent(cell)
                ? Value.of(100 * fraction, ReportWording.DECIMALS, Unit.POINTS)
                : Value.of(fraction, ReportWording.FRACTION_DECIMALS);
    }

    /** An interval in the unit of the cell. */
    static Optional<Bounds> interval(ComparedCell cell, Optional<org.ctbench.harness.statistics.Interval> interval) {
        return interval.map(i -> percent(cell) ? Bounds.fractions(i.low(), i.high()) : Bounds.of(i.low(), i.high()));
    }

    /** The verdict on a question, without its sentence. */
    static TableCell verdict(ComparedCell cell, Question question) {
        return cell.verdict(question)
                .<TableCell>map(verdict -> verdict(verdict.kind()))
                .orElseGet(() -> Absent.undefined(
                        question == Question.SAME_IMAGES
                                ? "the paper's images are not those of the runs"
                                : "a count is about these images alone"));
    }

    static VerdictCell verdict(Verdict.Kind kind) {
        return VerdictCell.of(word(kind), "");
    }

    private static VerdictKind word(Verdict.Kind kind) {
        return switch (kind) {
            case REPRODUCED_EXACTLY -> VerdictKind.EXACT;
            case REPRODUCED -> VerdictKind.REPRODUCED;
            case COMPATIBLE -> VerdictKind.COMPATIBLE;
            case HIGHER -> VerdictKind.HIGHER;
            case LOWER -> VerdictKind.LOWER;
            case CANNOT_BE_TOLD -> VerdictKind.UNDECIDED;
            case NOT_RUN -> VerdictKind.NOT_RUN;
            case NOT_PUBLISHED -> VerdictKind.NOT_PUBLISHED;
        };
    }

    static boolean percent(ComparedCell cell) {
        return cell.column().unit() == PublishedUnit.PERCENT;
    }

    static boolean isCount(ComparedCell cell) {
        return cell.column().unit() == PublishedUnit.COUNT;
    }

    static Unit unit(ComparedCell cell) {
        return percent(cell) ? Unit.PERCENT : Unit.NONE;
    }
}
