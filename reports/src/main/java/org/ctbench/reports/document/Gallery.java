package org.ctbench.reports.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.PlainText;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;

/**
 * Single images behind values, usually those that a model got wrong. On the page they are pictures that a reader can
 * filter; elsewhere, and where there is no picture, they are rows of a table.
 *
 * @param id name of the gallery and of its CSV file, {@code [a-z0-9._-]}
 * @param caption which images they are, and how many more there are
 * @param items in reading order; may be empty, if nothing was wrong
 */
public record Gallery(String id, String caption, List<Item> items) implements ContentBlock {
    /** Decimals of probabilities on the page and in the table. */
    public static final int DECIMALS = 4;

    /** What items can be filtered by. */
    public enum Attribute {
        /** The model that predicted. */
        MODEL("model", Item::model),
        /** The data that it was tested on. */
        SET("set", Item::set),
        /** The class that is right. */
        TRUE("true", item -> item.outcome().trueClass()),
        /** The class that was predicted. */
        PREDICTED("predicted", item -> item.outcome().predictedClass());

        private final String key;
        private final Function<Item, String> value;

        Attribute(String key, Function<Item, String> value) {
            this.key = key;
            this.value = value;
        }

        /** Its name in filters and heads. */
        public String key() {
            return key;
        }

        /** Its value for an item. */
        public String of(Item item) {
            return value.apply(item);
        }
    }

    /**
     * One image.
     *
     * @param slice name of the image
     * @param patient whose it is; empty if the names do not say
     * @param model what predicted
     * @param set what it was tested on
     * @param outcome what is right and what was predicted
     * @param scene the picture; empty if there is neither a picture nor anything to draw
     */
    public record Item(
            String slice, Optional<String> patient, String model, String set, Outcome outcome, Optional<Scene> scene) {
        public Item {
            slice = PlainText.of("slice", slice);
            patient = patient.map(p -> PlainText.of("patient", p));
            model = PlainText.of("model", model);
            set = PlainText.of("set", set);
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(scene, "scene");
        }
    }

    /**
     * What is right and what was predicted.
     *
     * @param trueClass the class that is right
     * @param predictedClass the class that was predicted
     * @param probability that the model gave to its prediction, in [0, 1]; empty if it gave none
     */
    public record Outcome(String trueClass, String predictedClass, Optional<Double> probability) {
        /** @throws IllegalArgumentException if the probability is outside [0, 1] */
        public Outcome {
            trueClass = PlainText.of("class", trueClass);
            predictedClass = PlainText.of("class", predictedClass);
            if (probability.filter(p -> !(p >= 0 && p <= 1)).isPresent()) {
                throw new IllegalArgumentException("a probability of " + probability.get() + ", not in [0, 1]");
            }
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if two items have the same slice, model and set
     */
    public Gallery {
        Ids.check("gallery", id);
        caption = PlainText.of("caption", caption);
        items = List.copyOf(items);
        Set<List<String>> seen = new HashSet<>();
        for (Item item : items) {
            if (!seen.add(List.of(item.slice(), item.model(), item.set()))) {
                throw new IllegalArgumentException("gallery '" + id + "' has slice '" + item.slice() + "' of set '"
                        + item.set() + "' twice for model '" + item.model() + "'");
            }
        }
    }

    /** The values of an attribute, in the order in which they first stand. */
    public List<String> values(Attribute attribute) {
        return items.stream().map(attribute::of).distinct().toList();
    }

    /** One row for each item. */
    public Table data() {
        return table(items);
    }

    /** The same table with some of the items. */
    public Table table(List<Item> some) {
        List<Column> columns = List.of(
                Column.of("slice"),
                Column.of("patient"),
                Column.of("model"),
                Column.of("set"),
                Column.of("true"),
                Column.of("predicted"),
                Column.of("probability"));
        List<Row> rows = new ArrayList<>();
        for (Item item : some) {
            Outcome outcome = item.outcome();
            rows.add(Row.of(
                    Text.code(item.slice()),
                    item.patient()
                            .<TableCell>map(Text::code)
                            .orElse(Absent.undefined("the names do not say the patient")),
                    Text.of(item.model()),
                    Text.of(item.set()),
                    Text.of(outcome.trueClass()),
                    Text.of(outcome.predictedClass()),
                    outcome.probability()
                            .<TableCell>map(p -> Value.of(p, DECIMALS))
                            .orElse(Absent.undefined("the model gave no probability"))));
        }
        return Table.of(id, caption, columns, rows);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.gallery(this);
    }
}
