package org.ctbench.models.classifiers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Choices that a plan makes for one model beyond the protocol: a record whose components are the keys, read and written by
 * Jackson. Every component has a value; what a plan leaves out comes from {@link ModelProvider#options()}.
 */
public interface ModelOptions {
    /** The choices in words, in a fixed order, for reports. */
    List<Choice> choices();

    /** Whether what a trained model gives an image depends on those before it: it draws for all of them from one stream. */
    default boolean drawsFromOneStream() {
        return false;
    }

    /**
     * These options as those that a model takes.
     *
     * @param model for people
     * @throws IllegalArgumentException if they are of another class
     */
    default <T extends ModelOptions> T as(Class<T> type, String model) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new IllegalArgumentException(model + " takes " + type.getSimpleName() + ", not " + this);
    }

    /** No choices: the model is fully described by its id. */
    record None() implements ModelOptions {
        @Override
        public List<Choice> choices() {
            return List.of();
        }
    }

    /**
     * One choice.
     *
     * @param key the key in the plan, with dots
     * @param value what was chosen
     * @param meaning one line that says what the value does
     * @param discrepancy id of the entry of the discrepancy ledger that makes this a choice, such as D-09
     */
    record Choice(String key, String value, String meaning, Optional<String> discrepancy) {
        /** A choice that no entry of the ledger is about; constants of enums as plans write them. */
        public static Choice of(String key, Object value, String meaning) {
            String text =
                    value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
            return new Choice(key, text, meaning, Optional.empty());
        }

        /** A choice that an entry of the ledger is about. */
        public static Choice of(String key, Object value, String meaning, String discrepancy) {
            return new Choice(key, of(key, value, meaning).value(), meaning, Optional.of(discrepancy));
        }
    }
}
