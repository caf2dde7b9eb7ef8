package org.ctbench.harness.determinism;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.ctbench.harness.findings.Kind;
import org.ctbench.models.tensor.EngineInfo;

/** A training in another process, which serves {@link TrainingOrders}. */
public final class RemoteTraining implements TracedTraining {
    private static final int SECONDS_TO_END = 20;

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    /** @param process whose standard input and output are pipes; ends with the training */
    public RemoteTraining(Process process) {
        this.process = process;
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public EngineInfo engine() throws IOException {
        return TrainingOrders.engine(answer(TrainingOrders.ENGINE));
    }

    @Override
    public Trace step() throws IOException {
        return TrainingOrders.trace(answer(TrainingOrders.STEP));
    }

    @Override
    public Trace evaluate() throws IOException {
        return TrainingOrders.trace(answer(TrainingOrders.EVALUATE));
    }

    @Override
    public double[] values(Kind kind, String name) throws IOException {
        return TrainingOrders.values(answer(TrainingOrders.VALUES + kind.name() + " " + name));
    }

    private String answer(String order) throws IOException {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw ended(e);
        }
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(TrainingOrders.MARK)) {
                return line.substring(TrainingOrders.MARK.length());
            }
        }
        throw ended(null);
    }

    private IOException ended(IOException cause) throws IOException {
        return new IOException(
                "the process of a training ended with exit code " + exitCode() + "; see its output above", cause);
    }

    private int exitCode() throws IOException {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a training", e);
        }
    }

    /** Ends the orders and waits for the process. */
    @Override
    public void close() throws IOException {
        try {
            orders.close();
        } catch (IOException e) {
            process.destroyForcibly(); // it is gone already; its end was reported where it was noticed
        }
        exitCode();
        answers.close();
    }
}
