package org.ctbench.reports.formats;

import org.ctbench.reports.cells.Cell;
import org.ctbench.reports.cells.Difference;
import org.ctbench.reports.cells.Interval;
import org.ctbench.reports.cells.Linked;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.NotRun;
import org.ctbench.reports.cells.Noted;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.Quantity;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Undefined;
import org.ctbench.reports.cells.Unrecoverable;
import org.ctbench.reports.cells.VerdictCell;

/** Names of classes of the style sheet for cells that look unlike others; empty for all that do not. */
final class CellClass implements Cell.Visitor<String> {
    static final CellClass INSTANCE = new CellClass();

    private CellClass() {}

    @Override
    public String text(Text text) {
        return "";
    }

    @Override
    public String quantity(Quantity quantity) {
        return "";
    }

    @Override
    public String published(Published published) {
        return published.derivation().isPresent() ? "derived" : "";
    }

    @Override
    public String measured(Measured measured) {
        return "";
    }

    @Override
    public String interval(Interval interval) {
        return "";
    }

    @Override
    public String difference(Difference difference) {
        return "";
    }

    @Override
    public String verdict(VerdictCell verdict) {
        return switch (verdict.kind().tone()) {
            case HOLDS -> "verdict holds";
            case OPEN -> "verdict open";
            case DIFFERS -> "verdict fails";
            case ABSENT -> "verdict none";
        };
    }

    @Override
    public String undefined(Undefined undefined) {
        return "";
    }

    @Override
    public String unrecoverable(Unrecoverable unrecoverable) {
        return "lost";
    }

    @Override
    public String notRun(NotRun notRun) {
        return "";
    }

    @Override
    public String noted(Noted noted) {
        return noted.cell().accept(this);
    }

    @Override
    public String linked(Linked linked) {
        return linked.cell().accept(this);
    }
}
