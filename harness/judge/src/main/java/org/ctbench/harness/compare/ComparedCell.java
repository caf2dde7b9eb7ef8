package org.ctbench.harness.compare;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.PublishedColumn;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.Verdict;

/**
 * A cell of a published table beside what runs gave.
 *
 * @param row id of the row
 * @param name the row as the paper calls it
 * @param column its column
 * @param published what is published
 * @param reproduced what was measured; empty if nothing was
 * @param reached probability that another training by the protocol, on the same images, is at least as good as the published value; empty
 *     where the images are others, or too little is known of the seeds
 * @param verdicts how the two stand to each other, by the questions that are asked of the table, in their order; one or more
 */
public record ComparedCell(
        String row,
        String name,
        PublishedColumn column,
        PublishedCell published,
        Optional<Reproduced> reproduced,
        OptionalDouble reached,
        Map<Question, Verdict> verdicts) {
    public ComparedCell {
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(published, "published");
        Objects.requireNonNull(reproduced, "reproduced");
        Objects.requireNonNull(reached, "reached");
        verdicts = Collections.unmodifiableMap(new EnumMap<>(verdicts));
    }

    /** The verdict on the first question that is asked: on the same images wherever those of the paper are ours. */
    public Verdict verdict() {
        return verdicts.values().iterator().next();
    }

    /** The verdict on a question, if it is asked. */
    public Optional<Verdict> verdict(Question question) {
        return Optional.ofNullable(verdicts.get(question));
    }
}
