package org.ctbench.harness.predictions;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.results.Prediction;
import org.ctbench.splits.documents.UserException;

/** Makes probabilities of the numbers of a row, and notices what kind of numbers they are over all rows. */
final class Values {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][-+]?\\d++)?"); // linear in its length

    /** How far percentages may add up to something other than 100. */
    private static final double PERCENT_TOLERANCE = 1;

    private final PredictedValues kind;
    private final ClassNames names;
    private long rows;
    private long probabilities;
    private long percentages;
    private long shares;

    /** @param names what the classes are called, of labels alone */
    Values(PredictedValues kind, ClassNames names) {
        this.kind = kind;
        this.names = names;
    }

    /** What is wrong with a row. */
    static final class FaultyRowException extends Exception {
        private static final long serialVersionUID = 1L;

        private final RowFault fault;

        FaultyRowException(RowFault fault, String problem) {
            super(problem);
            this.fault = fault;
        }

        RowFault fault() {
            return fault;
        }
    }

    /**
     * The probabilities of a row.
     *
     * @param cells one number per class; of labels alone the predicted class, which has the probability 1
     * @throws FaultyRowException if one is not a finite number or no class, or they are no probabilities where they have to be
     */
    float[] probabilities(List<String> cells) throws FaultyRowException {
        if (kind == PredictedValues.LABELS) {
            return oneHot(cells.get(0));
        }
        double[] numbers = new double[cells.size()];
        for (int c = 0; c < numbers.length; c++) {
            numbers[c] = number(cells.get(c));
        }
        look(numbers);
        return kind == PredictedValues.LOGITS ? PredictedValues.softmax(numbers) : required(cells);
    }

    private float[] oneHot(String written) throws FaultyRowException {
        int predicted = names.find(written.strip())
                .orElseThrow(() -> new FaultyRowException(
                        written.isBlank() ? RowFault.EMPTY : RowFault.NO_CLASS,
                        written.isBlank() ? "a value is empty" : RowFaults.quoted(written) + " is not a class"));
        float[] probabilities = new float[names.size()];
        probabilities[predicted] = 1;
        return probabilities;
    }

    private static double number(String cell) throws FaultyRowException {
        String text = cell.strip();
        if (text.isEmpty()) {
            throw new FaultyRowException(RowFault.EMPTY, "a value is empty");
        }
        double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(number)) {
            throw new FaultyRowException(RowFault.NO_NUMBER, RowFaults.quoted(text) + " is not a finite number");
        }
        return number;
    }

    private void look(double[] numbers) {
        double sum = 0;
        boolean inside = true;
        boolean notNegative = true;
        for (double number : numbers) {
            sum += number;
            inside &= number >= 0 && number <= 1;
            notNegative &= number >= 0;
        }
        rows++;
        shares += inside ? 1 : 0;
        probabilities += inside && Math.abs(sum - 1) <= Prediction.TOLERANCE ? 1 : 0;
        percentages += notNegative && Math.abs(sum - 100) <= PERCENT_TOLERANCE ? 1 : 0;
    }

    private static float[] required(List<String> cells) throws FaultyRowException {
        float[] probabilities = new float[cells.size()];
        double sum = 0;
        for (int c = 0; c < probabilities.length; c++) {
            float p = Float.parseFloat(cells.get(c).strip()); // rounded once, so that what ctbench writes reads back
            if (!(p >= 0 && p <= 1)) {
                throw new FaultyRowException(RowFault.RANGE, p + " is outside [0, 1]");
            }
            probabilities[c] = p;
            sum += p;
        }
        if (Math.abs(sum - 1) > Prediction.TOLERANCE) {
            throw new FaultyRowException(
                    RowFault.SUM, String.format(Locale.ROOT, "probabilities add up to %.6f, expected 1", sum));
        }
        return probabilities;
    }

    /** Whether the numbers of some row are no probabilities. */
    boolean areOther() {
        return probabilities < rows;
    }

    /** @throws UserException if the numbers were said to be logits and all of them are probabilities */
    void requireLogits(String files) {
        if (rows > 0) {
            requireLogits(kind, areOther(), files);
        }
    }

    /**
     * The same for numbers of several readers.
     *
     * @param areOther whether those of some row are no probabilities
     */
    static void requireLogits(PredictedValues kind, boolean areOther, String files) {
        if (kind == PredictedValues.LOGITS && !areOther) {
            throw new UserException(
                    "these are not logits: the values of every row are in [0, 1] and add up to 1",
                    files,
                    "leave out --values logits");
        }
    }

    /** What the numbers seem to be if they are no probabilities, and what to do then; empty if nothing is to be said. */
    String hint() {
        if (kind != PredictedValues.PROBABILITIES || rows == 0 || probabilities * 2 > rows) {
            return "";
        }
        if (percentages * 2 > rows) {
            return "they look like percentages: divide them by 100";
        }
        if (shares == rows) {
            return "each row needs probabilities that add up to 1, of enough digits; of a network that has a sigmoid for each"
                    + " class, write the logits and add --values logits, or the class alone and add --values labels";
        }
        return "they look like logits: add --values logits";
    }
}
