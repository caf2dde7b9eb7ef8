package org.ctbench.harness.checklist;

import java.util.function.Function;

/**
 * The 32 items of REFORMS in words of our own, each with what a run says of it.
 *
 * <p>Kapoor et al., "REFORMS: Consensus-based Recommendations for Machine-learning-based Science", Science Advances 10 (18),
 * eadk3452, 2024, table 1.
 */
public enum Reforms {
    POPULATION("1a", Module.GOALS, "For which population does the claim hold?", StudyFacts::notSaid),
    WHY_POPULATION("1b", Module.GOALS, "Why this population?", StudyFacts::notSaid),
    WHY_LEARNING("1c", Module.GOALS, "Why machine learning?", StudyFacts::notSaid),
    DATA_SET("2a", Module.REPRODUCIBILITY, "Is the data set described and identified?", StudyFacts::dataSet),
    CODE("2b", Module.REPRODUCIBILITY, "Is the version of the code identified?", StudyFacts::code),
    COMPUTER("2c", Module.REPRODUCIBILITY, "Which hardware and software computed it?", StudyFacts::computer),
    INSTRUCTIONS("2d", Module.REPRODUCIBILITY, "Are there instructions to repeat it?", StudyFacts::instructions),
    SCRIPT("2e", Module.REPRODUCIBILITY, "Does one script compute all results again?", StudyFacts::script),
    SOURCES("3a", Module.DATA, "Where, when and by whom were data and labels collected?", StudyFacts::sources),
    SAMPLING_FRAME("3b", Module.DATA, "What were the data sampled from?", StudyFacts::notSaid),
    DATA_FIT("3c", Module.DATA, "Why do the data suit the task?", StudyFacts::notSaid),
    OUTCOME("3d", Module.DATA, "What is predicted, and how often does each class occur?", StudyFacts::outcome),
    SAMPLE_SIZE("3e", Module.DATA, "How many slices and patients are there?", StudyFacts::sampleSize),
    MISSING("3f", Module.DATA, "What is missing in the data, how much, and how is it handled?", StudyFacts::missing),
    REPRESENTATIVE("3g", Module.DATA, "Do the data represent the population?", StudyFacts::representative),
    EXCLUDED("4a", Module.PREPROCESSING, "Which data were left out, and why?", StudyFacts::excluded),
    CORRUPT("4b", Module.PREPROCESSING, "How are impossible or damaged data handled?", StudyFacts::corrupt),
    TRANSFORMED(
            "4c", Module.PREPROCESSING, "How are data transformed before a model sees them?", StudyFacts::transformed),
    MODELS("5a", Module.MODELING, "Which models were trained, and how?", StudyFacts::models),
    WHY_MODELS("5b", Module.MODELING, "Why these kinds of model?", StudyFacts::notSaid),
    EVALUATION("5c", Module.MODELING, "On which data is a model evaluated?", StudyFacts::evaluation),
    SELECTION("5d", Module.MODELING, "How was the final model selected?", StudyFacts::selection),
    TUNING("5e", Module.MODELING, "How were hyperparameters chosen, for baselines as well?", StudyFacts::tuning),
    BASELINES("5f", Module.MODELING, "Is it compared with baselines that matter?", StudyFacts::baselines),
    SEPARATION("6a", Module.LEAKAGE, "Does training use nothing of the test data?", StudyFacts::separation),
    DEPENDENCE("6b", Module.LEAKAGE, "Are duplicates and slices of one patient kept apart?", StudyFacts::dependence),
    SHORTCUTS("6c", Module.LEAKAGE, "Is what the model may use legitimate for the task?", StudyFacts::shortcuts),
    METRICS("7a", Module.UNCERTAINTY, "Which metrics measure performance?", StudyFacts::metrics),
    INTERVALS("7b", Module.UNCERTAINTY, "How uncertain is each value?", StudyFacts::intervals),
    TESTS("7c", Module.UNCERTAINTY, "Which statistical tests are used, and do they fit?", StudyFacts::tests),
    EXTERNAL("8a", Module.GENERALIZABILITY, "What shows that it holds for other data?", StudyFacts::external),
    LIMITS("8b", Module.GENERALIZABILITY, "Where is it not expected to hold?", StudyFacts::notSaid);

    /** A part of the checklist. */
    public enum Module {
        GOALS("study goals"),
        REPRODUCIBILITY("computational reproducibility"),
        DATA("data quality"),
        PREPROCESSING("data preprocessing"),
        MODELING("modeling"),
        LEAKAGE("data leakage"),
        UNCERTAINTY("metrics and uncertainty"),
        GENERALIZABILITY("generalizability and limitations");

        private final String words;

        Module(String words) {
            this.words = words;
        }

        /** Its name. */
        public String words() {
            return words;
        }
    }

    private final String number;
    private final Module module;
    private final String question;
    private final Function<StudyFacts, ItemAnswer> answer;

    Reforms(String number, Module module, String question, Function<StudyFacts, ItemAnswer> answer) {
        this.number = number;
        this.module = module;
        this.question = question;
        this.answer = answer;
    }

    /** Number of the item in the checklist, {@code 6b}. */
    public String number() {
        return number;
    }

    /** The part that it belongs to. */
    public Module module() {
        return module;
    }

    /** What it asks. */
    public String question() {
        return question;
    }

    /** What a run says of it. */
    public ItemAnswer of(StudyFacts facts) {
        return answer.apply(facts);
    }
}
