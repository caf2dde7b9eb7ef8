package org.ctbench.harness.plan;

import java.util.List;
import java.util.Locale;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * Training on before an evaluation, with a new last layer and a fresh optimizer; all else is the plan's protocol.
 *
 * @param split split to train on
 * @param epochs passes over it, 1 or more
 * @param lesions whether models that learn lesions beside the class go on learning them, which the article leaves open; yes
 *     if it is not written
 * @param classes classes of the new last layer, in the order of its outputs; two or more. Upper and lower case do not matter
 */
public record FineTune(String split, int epochs, Boolean lesions, List<String> classes) {
    public FineTune {
        Checks.split("split", split);
        Checks.atLeast("epochs", 1, epochs);
        lesions = lesions == null || lesions;
        classes = Checks.notEmpty("classes", classes);
        Checks.distinct(
                "classes",
                classes.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        if (classes.size() < 2) {
            throw new InvalidValue("classes", "one class leaves nothing to tell apart", "write two classes or more");
        }
    }
}
