package org.ctbench.harness.metrics;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** From what the value of a metric follows, and how. */
public sealed interface Formula {
    /** From the counts of a confusion matrix. */
    sealed interface OfCounts extends Formula {
        /**
         * The value; empty where it is undefined.
         *
         * @param label the class, of a metric of one class; not used by others
         * @param weights one per class, of a {@link Mean}; not used by others
         */
        OptionalDouble value(ClassCounts m, int label, List<Double> weights);

        /** Why there is no value, as of {@link #value}; empty where there is one. */
        Optional<String> undefinedBecause(ConfusionMatrix m, int label, List<Double> weights);

        /** The ratio of which it is the value for a class or a mean over the classes; empty if it is neither. */
        default Optional<Ratio> ratio() {
            return Optional.empty();
        }
    }

    /** A ratio of one class. */
    record OfClass(Ratio of) implements OfCounts {
        @Override
        public OptionalDouble value(ClassCounts m, int label, List<Double> weights) {
            return of.of(m, label);
        }

        @Override
        public Optional<String> undefinedBecause(ConfusionMatrix m, int label, List<Double> weights) {
            return of.lacking(m, label).map(need -> need.words(m.classes().get(label)));
        }

        @Override
        public Optional<Ratio> ratio() {
            return Optional.of(of);
        }
    }

    /** Correct slices / all slices: the sum of a ratio, {@code t / N}, over the classes. */
    record Accuracy(Ratio of) implements OfCounts {
        @Override
        public OptionalDouble value(ClassCounts m, int label, List<Double> weights) {
            long total = m.total();
            return total == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) m.correct() / total);
        }

        @Override
        public Optional<String> undefinedBecause(ConfusionMatrix m, int label, List<Double> weights) {
            return m.total() == 0 ? Optional.of(NO_SLICES) : Optional.empty();
        }

        @Override
        public Optional<Ratio> ratio() {
            return Optional.of(of);
        }
    }

    /**
     * Sum over the classes of weight × ratio, added in class order. A class of weight 0 takes no part; if any other class has no
     * value, neither has the sum.
     *
     * @param by where the weights come from; empty if a plan or a paper says so
     */
    record Mean(Ratio of, Optional<Weighting> by) implements OfCounts {
        @Override
        public OptionalDouble value(ClassCounts m, int label, List<Double> weights) {
            requireOneEach(m, weights);
            double sum = 0;
            for (int c = 0; c < m.size(); c++) {
                double weight = weights.get(c);
                if (weight != 0) {
                    OptionalDouble value = of.of(m, c);
                    if (value.isEmpty()) {
                        return value;
                    }
                    sum += weight * value.getAsDouble();
                }
            }
            return OptionalDouble.of(sum);
        }

        @Override
        public Optional<String> undefinedBecause(ConfusionMatrix m, int label, List<Double> weights) {
            requireOneEach(m, weights);
            String reasons = IntStream.range(0, m.size())
                    .filter(c -> weights.get(c) != 0)
                    .mapToObj(c -> new OfClass(of).undefinedBecause(m, c, weights))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining("; "));
            return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
        }

        @Override
        public Optional<Ratio> ratio() {
            return Optional.of(of);
        }

        private static void requireOneEach(ClassCounts m, List<Double> weights) {
            if (weights.size() != m.size()) {
                throw new IllegalArgumentException(weights.size() + " weights for " + m.size() + " classes");
            }
        }
    }

    /**
     * Agreement beyond chance, from -1 to 1. With N slices in all, n<sub>c</sub> of them of class c and p<sub>c</sub> given to it, it
     * is N Σ t<sub>c</sub> - Σ n<sub>c</sub> p<sub>c</sub> over a denominator.
     */
    enum BeyondChance implements OfCounts {
        /** Over N² - Σ n<sub>c</sub> p<sub>c</sub>: Cohen, Educational and Psychological Measurement 20 (1960) 37. */
        KAPPA("every slice is of one class and was predicted as it") {
            @Override
            double denominator(Sums sums) {
                return sums.all().subtract(sums.chance()).doubleValue();
            }
        },
        /**
         * Over the root of (N² - Σ n<sub>c</sub>²)(N² - Σ p<sub>c</sub>²): Gorodkin, Computational Biology and Chemistry 28 (2004)
         * 367.
         */
        MATTHEWS("every slice is of one class, or was predicted as one") {
            @Override
            double denominator(Sums sums) {
                return Math.sqrt(sums.squaredDenominator().doubleValue());
            }
        };

        private final String nothingBeyond;

        BeyondChance(String nothingBeyond) {
            this.nothingBeyond = nothingBeyond;
        }

        abstract double denominator(Sums sums);

        @Override
        public OptionalDouble value(ClassCounts m, int label, List<Double> weights) {
            Sums sums = Sums.of(m);
            double below = denominator(sums);
            return below == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(sums.above().doubleValue() / below);
        }

        @Override
        public Optional<String> undefinedBecause(ConfusionMatrix m, int label, List<Double> weights) {
            return value(m, label, weights).isPresent()
                    ? Optional.empty()
                    : Optional.of(m.total() == 0 ? NO_SLICES : nothingBeyond);
        }

        /**
         * Whole numbers that make up both.
         *
         * @param above N Σ t - Σ n p
         * @param all N²
         * @param chance Σ n p
         * @param truth Σ n²
         * @param given Σ p²
         */
        public record Sums(BigInteger above, BigInteger all, BigInteger chance, BigInteger truth, BigInteger given) {
            /** Those of a matrix. */
            public static Sums of(ClassCounts m) {
                BigInteger chance = BigInteger.ZERO;
                BigInteger truth = BigInteger.ZERO;
                BigInteger given = BigInteger.ZERO;
                for (int c = 0; c < m.size(); c++) {
                    BigInteger n = BigInteger.valueOf(m.slices(c));
                    BigInteger p = BigInteger.valueOf(m.predicted(c));
                    chance = chance.add(n.multiply(p));
                    truth = truth.add(n.multiply(n));
                    given = given.add(p.multiply(p));
                }
                BigInteger total = BigInteger.valueOf(m.total());
                BigInteger right = BigInteger.valueOf(m.correct());
                return new Sums(total.multiply(right).subtract(chance), total.multiply(total), chance, truth, given);
            }

            /** The square of what {@link #MATTHEWS} is divided by. */
            public BigInteger squaredDenominator() {
                return all.subtract(truth).multiply(all.subtract(given));
            }
        }
    }

    /**
     * From the probabilities of all slices. A slice is of a class or not, and has a probability of the class: one class against the
     * others. What is about all classes says how.
     */
    enum OfProbabilities implements Formula {
        /**
         * Area under the receiver operating characteristic: the share of pairs of a slice of the class and another one in which the
         * first has the higher probability; equal ones count half (Mann and Whitney). Without a class the plain mean over the classes.
         */
        AREA(Requirement.POSITIVES, Requirement.NEGATIVES),
        /**
         * Share of the slices of the class with a probability of at least t, where t is the lowest probability in the set at which at
         * least 90 % of the other slices are below t. Slices of equal probability are on one side of t, and nothing is interpolated.
         * Without a class the plain mean over the classes.
         */
        SENSITIVITY_AT_90(Requirement.POSITIVES, Requirement.NEGATIVES),
        /** The same where at least 95 % of the other slices are below t. */
        SENSITIVITY_AT_95(Requirement.POSITIVES, Requirement.NEGATIVES),
        /**
         * Mean squared distance of the probability from 1 for slices of the class, from 0 for others. Without a class half the sum
         * over the classes, in [0, 1], which for two classes is the same: Brier, Monthly Weather Review 78 (1950) 1.
         */
        BRIER(Requirement.SLICES),
        /**
         * Expected calibration error in ten bins of equal width, the upper edge of the last included: mean over the slices of the
         * distance between mean probability and share of the class in their bin. Without a class of the highest probability and the
         * share of right predictions: Guo et al., ICML 2017, equation 3.
         */
        CALIBRATION_ERROR(Requirement.SLICES),
        /**
         * Slope b of the logistic regression of the class on the logit of its probability, y ~ a + b logit(p): Van Calster et al.,
         * BMC Medicine 17 (2019) 230. Below 1 probabilities are too extreme.
         */
        SLOPE(Requirement.POSITIVES, Requirement.NEGATIVES),
        /** Intercept a of y ~ a + logit(p), the slope being 1: calibration in the large. Above 0 probabilities are too low. */
        INTERCEPT(Requirement.POSITIVES, Requirement.NEGATIVES);

        private final List<Requirement> needs;

        OfProbabilities(Requirement... needs) {
            this.needs = List.of(needs);
        }

        /** The slices that class {@code c} lacks to have a value. */
        public Optional<Requirement> lacking(ClassCounts m, int c) {
            return Requirement.lacking(needs, m, c);
        }

        /** Whether it follows from the order of the probabilities alone. */
        public boolean ofRanks() {
            return this == AREA || this == SENSITIVITY_AT_90 || this == SENSITIVITY_AT_95;
        }

        /** Whether it is the parameter of a regression: any number, of one class alone. */
        public boolean ofRegression() {
            return this == SLOPE || this == INTERCEPT;
        }
    }

    /**
     * Average precision of lesion masks at ten overlaps, 0.50, 0.55 ... 0.95.
     *
     * @param overlap number of the overlap in {@code [0, 10)}; empty for the mean over all
     */
    record OfLesions(OptionalInt overlap) implements Formula {}

    /** Mean sensitivity of the free-response ROC curve of lesions at seven rates of false positives. */
    record OfDetections() implements Formula {}

    /** Mean over slices of a comparison of two regions, of all lesions found and of all true ones. */
    enum OfRegions implements Formula {
        /** Overlap; of slices with a lesion or a prediction. */
        DICE,
        /** Overlap of outlines; of slices with a lesion or a prediction. */
        SURFACE_DICE,
        /** Distance of outlines in pixels; of slices with a lesion and a prediction. */
        DISTANCE
    }

    /** A number of a set or a model, which is counted: it has no uncertainty. */
    record Counted() implements Formula {}

    /** Why nothing has a value where there is nothing. */
    String NO_SLICES = "there are no slices";
}
