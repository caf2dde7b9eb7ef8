package org.ctbench.models.classifiers;

import java.util.Objects;
import java.util.Optional;

/**
 * What a file of weights says about how its model was trained.
 *
 * @param question one question
 * @param answer what the file says, with the numbers that show it
 * @param discrepancy id of the entry of the discrepancy ledger that asks, such as D-09
 */
public record WeightAnswer(String question, String answer, Optional<String> discrepancy) {
    public WeightAnswer {
        Objects.requireNonNull(question);
        Objects.requireNonNull(answer);
        Objects.requireNonNull(discrepancy);
    }

    /** An answer to an entry of the ledger. */
    public static WeightAnswer of(String discrepancy, String question, String answer) {
        return new WeightAnswer(question, answer, Optional.of(discrepancy));
    }

    /** An answer to a question that the ledger does not ask. */
    public static WeightAnswer of(String question, String answer) {
        return new WeightAnswer(question, answer, Optional.empty());
    }
}
