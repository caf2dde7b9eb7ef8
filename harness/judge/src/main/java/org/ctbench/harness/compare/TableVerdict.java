package org.ctbench.harness.compare;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ctbench.harness.statistics.Holm;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.Verdict;

/**
 * What the cells of a table say together.
 *
 * <p>A table differs if a cell does after the correction of Holm for all its tests: that errs with a probability of 1 -
 * confidence at most. It is reproduced if every cell is, each by its own test; that needs no correction (intersection-union test, Berger,
 * Technometrics 24 (1982) 295).
 *
 * @param question the question
 * @param values cells with a published and a reproduced value
 * @param holding those that are reproduced, exactly or within the margin
 * @param compatible those that are compatible
 * @param differing those that differ, each by its own test
 * @param undecided those that cannot be told
 * @param tested those with a test, which could differ by chance
 * @param byChance how many of these would differ by chance alone, in the mean
 * @param afterHolm those that differ after the correction, and counts that are not the published ones
 * @param words the verdict on the table in a few words
 */
public record TableVerdict(
        Question question,
        int values,
        int holding,
        int compatible,
        int differing,
        int undecided,
        int tested,
        double byChance,
        int afterHolm,
        String words) {
    public TableVerdict {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(words, "words");
    }

    /**
     * The verdict on one table.
     *
     * @param confidence of each test
     */
    public static TableVerdict of(ComparedTable table, Question question, double confidence) {
        List<Verdict> verdicts = table.cells().stream()
                .flatMap(cell -> cell.verdict(question).stream())
                .filter(verdict ->
                        verdict.kind() != Verdict.Kind.NOT_RUN && verdict.kind() != Verdict.Kind.NOT_PUBLISHED)
                .toList();
        List<Verdict> tests =
                verdicts.stream().filter(verdict -> verdict.p().isPresent()).toList();
        List<Double> adjusted =
                Holm.adjust(tests.stream().map(test -> test.p().getAsDouble()).toList());
        int certain = (int) verdicts.stream()
                .filter(v -> v.kind().differs() && v.p().isEmpty())
                .count();
        int corrected = (int) IntStream.range(0, tests.size())
                .filter(i -> tests.get(i).kind().differs() && adjusted.get(i) < 1 - confidence)
                .count();
        int holding = (int) verdicts.stream().filter(v -> v.kind().holds()).count();
        int compatible = count(verdicts, Verdict.Kind.COMPATIBLE);
        int undecided = count(verdicts, Verdict.Kind.CANNOT_BE_TOLD);
        return new TableVerdict(
                question,
                verdicts.size(),
                holding,
                compatible,
                verdicts.size() - holding - compatible - undecided,
                undecided,
                tests.size(),
                tests.size() * (1 - confidence),
                certain + corrected,
                words(verdicts, certain + corrected));
    }

    private static String words(List<Verdict> verdicts, int differing) {
        int undecided = count(verdicts, Verdict.Kind.CANNOT_BE_TOLD);
        if (undecided == verdicts.size()) {
            return Verdict.Kind.CANNOT_BE_TOLD.label();
        }
        if (differing > 0) {
            return "differs";
        }
        if (undecided > 0) {
            return "no cell differs; some cannot be told";
        }
        if (count(verdicts, Verdict.Kind.REPRODUCED_EXACTLY) == verdicts.size()) {
            return Verdict.Kind.REPRODUCED_EXACTLY.label();
        }
        boolean all = verdicts.stream().allMatch(v -> v.kind().holds());
        return (all ? Verdict.Kind.REPRODUCED : Verdict.Kind.COMPATIBLE).label();
    }

    private static int count(List<Verdict> verdicts, Verdict.Kind kind) {
        return (int) verdicts.stream().filter(v -> v.kind() == kind).count();
    }
}
