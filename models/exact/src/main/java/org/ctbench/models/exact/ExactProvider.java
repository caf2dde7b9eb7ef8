package org.ctbench.models.exact;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineAdvice;
import org.ctbench.models.tensor.EngineHost;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.models.tensor.EngineSettings;

/** Opens the engine whose results are the same bits everywhere. */
public final class ExactProvider implements EngineProvider {
    /** For ServiceLoader. */
    public ExactProvider() {}

    @Override
    public String id() {
        return ExactEngine.ID;
    }

    @Override
    public String summary() {
        return "pure Java on the processor: the same bits on every machine, with any number of threads";
    }

    @Override
    public Optional<String> arithmetic() {
        return Optional.of(ExactEngine.ARITHMETIC);
    }

    @Override
    public List<EngineAdvice> advice(EngineInfo info, EngineHost host) {
        return ExactEngine.hasVectors()
                ? List.of()
                : List.of(new EngineAdvice(
                        "this Java has no module jdk.incubator.vector: the engine exact is about ten times slower, with the"
                                + " same results",
                        "use Java 17 to 25 with --add-modules jdk.incubator.vector, which the launcher ctbench adds"));
    }

    @Override
    public void requireDevice() {
        // every processor will do
    }

    @Override
    public Engine open(EngineSettings settings) {
        return ExactEngine.open(settings.threads());
    }

    @Override
    public OptionalDouble peak(int threads) {
        return OptionalDouble.of(Peak.measure(ExactEngine.kernel(), threads));
    }
}
