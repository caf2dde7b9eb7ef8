package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.OperationProfile;
import org.ctbench.models.tensor.OperationProfile.Row;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // scopes are opened for their effect
public abstract class ProfileContract extends EngineContract {
    private final Engine engine = open(1);
    private final OperationProfile profile = engine.profile();

    @AfterEach
    void close() {
        profile.close();
        engine.close();
    }

    @Test
    void sharesAddUpToOneAndFallDownToTheRest() {
        List<Row> rows = profiled();

        assertEquals(1, rows.stream().mapToDouble(Row::share).sum(), 1e-9);
        List<Row> operations = rows.subList(0, rows.size() - 1);
        for (int i = 1; i < operations.size(); i++) {
            assertTrue(operations.get(i - 1).share() >= operations.get(i).share(), rows.toString());
        }
        Row rest = rows.get(rows.size() - 1);
        assertEquals("between operations", rest.operation());
        assertTrue(rest.forward() > 0 && rest.backward() == 0, rest.toString());
    }

    @Test
    void namesAreThoseOfTheTensorInterface() {
        Set<String> known = Arrays.stream(Engine.class.getInterfaces())
                .flatMap(operations -> Arrays.stream(operations.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        List<String> names = profiled().stream().map(Row::operation).toList();

        List<String> operations = names.subList(0, names.size() - 1);
        assertTrue(operations.size() > 15, names.toString());
        assertTrue(known.containsAll(operations), names.toString());
    }

    @Test
    void aBackwardPassBelongsToTheOperationsThatItDifferentiates() {
        Map<String, Row> rows = profiled().stream().collect(Collectors.toMap(Row::operation, Function.identity()));

        assertEquals(2, rows.get("conv2d").calls());
        for (String differentiated : List.of("conv2d", "maxPool2d", "linear", "crossEntropy", "mul")) {
            assertTrue(rows.get(differentiated).forward() > 0, differentiated);
            assertTrue(rows.get(differentiated).backward() > 0, differentiated);
        }
        assertEquals(0, rows.get("adam").backward());
    }

    @Test
    void whatIsNotMeasuredIsNotKept() {
        SmallNetwork network = new SmallNetwork(profile.engine(), 4, 9);

        network.train();

        assertEquals(List.of(), profile.rows());
    }

    @Test
    void numbersAreThoseOfTheEngineItself() {
        SmallNetwork plain = new SmallNetwork(engine, 4, 9);
        SmallNetwork observed = new SmallNetwork(profile.engine(), 4, 9);

        plain.train();
        profile.measure(observed::train);

        for (int i = 0; i < plain.state().size(); i++) {
            assertArrayEquals(plain.state().get(i), observed.state().get(i));
        }
        assertFalse(plain.state().isEmpty());
    }

    @Test
    void anOperationFailsAsItDoesWithoutAProfile() {
        try (Scope scope = profile.engine().scope()) {
            Tensor vector = profile.engine().tensor(new float[] {1, 2}, 2);

            var e = assertThrows(
                    IllegalArgumentException.class, () -> profile.engine().softmax(vector));

            assertEquals(
                    assertThrows(IllegalArgumentException.class, () -> engine.softmax(vector))
                            .getMessage(),
                    e.getMessage());
        }
    }

    /** Rows of three steps. */
    private List<Row> profiled() {
        SmallNetwork network = new SmallNetwork(profile.engine(), 4, 9);
        for (int step = 0; step < 3; step++) {
            profile.measure(network::train);
        }
        return profile.rows();
    }
}
