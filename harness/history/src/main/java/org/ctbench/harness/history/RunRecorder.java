package org.ctbench.harness.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.bundle.Bundle;
import org.ctbench.harness.evidence.Evaluation;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.history.RecordedRun.Evaluated;
import org.ctbench.harness.history.RecordedRun.Measurement;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.Sample;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Reads a run for a history: every metric is counted again from what the run kept of each slice. */
public final class RunRecorder {
    private RunRecorder() {}

    /**
     * Reads a run.
     *
     * @param folder of the run
     * @param bundle file or address of its bundle
     * @param clock says when it is added
     * @param cache folder in which the files of the bundle lie while they are looked at
     * @throws UserException if the folder holds no finished run, its results do not follow from its predictions, a part of it has
     *     no result, or the bundle is not there or one of another run
     */
    public static RecordedRun read(Path folder, Optional<String> bundle, Clock clock, Path cache) throws IOException {
        Evidence evidence = Evidence.read(List.of(folder));
        RunEvidence run = evidence.first();
        Sha256 numbers = run.results()
                .digest()
                .orElseThrow(
                        () -> new UserException(
                                "the run is incomplete: "
                                        + run.results().numbers().missing().size() + " of its cells have no result",
                                folder.toString(),
                                "finish it with `ctbench reproduce`; a mean over only the finished trainings could be too high"));
        Provenance provenance = run.results().provenance();
        String key = numbers + "\n" + Documents.toJson(provenance);
        return new RecordedRun(
                RecordedRun.SCHEMA,
                Sha256.of(key.getBytes(StandardCharsets.UTF_8)),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                run.plan().id(),
                run.plan().digest(),
                numbers,
                provenance.code(),
                provenance.engine().name(),
                provenance.engine().arithmetic(),
                provenance.machine(),
                bundle.isEmpty() ? Optional.empty() : Optional.of(bundle(bundle.get(), folder, cache)),
                evaluations(evidence));
    }

    private static RecordedRun.Bundle bundle(String link, Path folder, Path cache) throws IOException {
        if (link.matches("https?://\\S+")) {
            return new RecordedRun.Bundle(link, Optional.empty()); // an address is not fetched
        }
        Path file = Path.of(link).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new UserException("there is no such bundle", "--bundle " + link, "make it with `ctbench bundle`");
        }
        try (Bundle.Unpacked unpacked = Bundle.unpack(file, cache)) {
            Path sealed = unpacked.run().resolve(ResultsFile.NAME);
            if (!Files.exists(sealed) || !Sha256.of(sealed).equals(Sha256.of(folder.resolve(ResultsFile.NAME)))) {
                throw new UserException(
                        "the bundle is not of this run: its results differ",
                        "--bundle " + link,
                        "seal the run with `ctbench bundle`");
            }
        }
        return new RecordedRun.Bundle(file.toString(), Optional.of(Sha256.of(file)));
    }

    private static List<Evaluated> evaluations(Evidence evidence) throws IOException {
        List<Evaluated> all = new ArrayList<>();
        for (List<Evaluation> trainings : evidence.evaluations().stream()
                .map(evidence::overSeeds)
                .distinct()
                .toList()) {
            List<Sample> samples = new ArrayList<>();
            for (Evaluation training : trainings) {
                samples.add(training.sample());
            }
            Evaluation first = trainings.get(0);
            List<Measurement> metrics = new ArrayList<>();
            for (AppliedMetric metric : first.metrics()) {
                metrics.add(measurement(metric, samples));
            }
            all.add(new Evaluated(
                    first.model().row(),
                    first.set(),
                    first.images(),
                    first.standardMetric().id(),
                    metrics));
        }
        return all;
    }

    private static Measurement measurement(AppliedMetric metric, List<Sample> samples) {
        List<Double> values = new ArrayList<>();
        for (Sample sample : samples) {
            OptionalDouble value = sample.value(metric);
            if (value.isEmpty()) {
                return new Measurement(metric.id(), List.of(), Optional.of(metric.undefinedBecause(sample)));
            }
            values.add(value.getAsDouble());
        }
        return new Measurement(metric.id(), values, Optional.empty());
    }
}
