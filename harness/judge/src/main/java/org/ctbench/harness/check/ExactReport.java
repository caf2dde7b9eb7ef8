package org.ctbench.harness.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ctbench.harness.check.CellCheck.Outcome;

/**
 * A run beside its baseline, digit by digit.
 *
 * @param schema {@value #SCHEMA}
 * @param baseline the baseline, as it was named
 * @param run the run, as it was named
 * @param baselineOrigin where the numbers of the baseline come from
 * @param origin where those of the run come from
 * @param passed whether every evaluation of the baseline has the same digits in the run
 * @param evaluations the evaluations of the baseline, in its order
 * @param beside evaluations of the run that the baseline does not have: {@code maskrcnn on lesions}
 */
public record ExactReport(
        String schema,
        String baseline,
        String run,
        BaselineOrigin baselineOrigin,
        BaselineOrigin origin,
        boolean passed,
        List<Compared> evaluations,
        List<String> beside) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/exact-check/2";

    public ExactReport {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(baselineOrigin, "baselineOrigin");
        Objects.requireNonNull(origin, "origin");
        evaluations = List.copyOf(evaluations);
        beside = List.copyOf(beside);
    }

    /** What the comparison leaves out. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!beside.isEmpty()) {
            notes.add("not compared, because the baseline does not have them: " + String.join(", ", beside)
                    + " (--accept adds them)");
        }
        return notes;
    }

    /**
     * One evaluation.
     *
     * @param model id of the model
     * @param set id of the evaluation set
     * @param outcome what became of it
     * @param slices number of slices of the baseline
     * @param changed how many of them have another number in the run; empty where that cannot be told
     * @param first the first of these, in the order of the split
     * @param moved metrics that have another value, or none any more
     * @param because the outcome in words
     */
    public record Compared(
            String model,
            String set,
            Outcome outcome,
            long slices,
            OptionalLong changed,
            List<Change> first,
            List<Moved> moved,
            String because) {
        public Compared {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(changed, "changed");
            first = List.copyOf(first);
            moved = List.copyOf(moved);
            Objects.requireNonNull(because, "because");
        }

        /** Model and set: {@code resnet18 on test}. */
        String name() {
            return model + " on " + set;
        }

        /** Which of its slices are shown. */
        String heading() {
            long all = changed.orElse(first.size());
            String which = first.size() < all ? "the first " + first.size() + " of " + all + " slices" : "the slices";
            return name() + ", " + which + " that changed:";
        }

        /** What became of it, with its first changes. */
        List<String> lines() {
            List<String> lines = new ArrayList<>(List.of(name() + ": " + because));
            if (!first.isEmpty()) {
                lines.add(heading());
            }
            first.forEach(change -> lines.add("  " + change.slice() + ": " + change.before() + " -> " + change.now()));
            moved.forEach(m -> lines.add(name() + ", " + m.metric() + ": " + CheckBlocks.digits(m.before()) + " -> "
                    + CheckBlocks.digits(m.now())));
            return lines;
        }
    }

    /**
     * A slice that has another number.
     *
     * @param slice its id
     * @param before what differs, as the baseline has it: {@code Normal 0.25, NCP 0.75}
     * @param now the same in the run
     */
    public record Change(String slice, String before, String now) {
        public Change {
            Objects.requireNonNull(slice, "slice");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(now, "now");
        }
    }

    /**
     * A metric that has another value.
     *
     * @param metric its id
     * @param before its value in the baseline, a fraction; empty if it was undefined
     * @param now its value in the run; empty if it is undefined or the run has no such metric
     */
    public record Moved(String metric, OptionalDouble before, OptionalDouble now) {
        public Moved {
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(now, "now");
        }
    }

    /** How many evaluations did not pass. */
    long failures() {
        return evaluations.stream()
                .filter(compared -> compared.outcome() != Outcome.PASSED)
                .count();
    }

    /** {@code 2 of 12 evaluations differ from the baseline or are missing}. */
    String summary() {
        String all = evaluations.size() == 1 ? "1 evaluation" : evaluations.size() + " evaluations";
        return passed
                ? all + ": every digit equals the baseline's"
                : failures() + " of " + all + " differ from the baseline or are missing";
    }
}
