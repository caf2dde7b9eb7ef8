package org.ctbench.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {
    @Test
    void comparesTheFirstAndTheLastHundredSteps() {
        Course course = Course.of(IntStream.range(0, 500).asDoubleStream().toArray(), 8, 9);

        assertEquals(new Course(500, 100, 49.5, 449.5, 50, 8, 9), course);
    }

    @Test
    void comparesFifthsOfAShortTraining() {
        Course course = Course.of(IntStream.range(0, 10).asDoubleStream().toArray(), 8, 9);

        assertEquals(new Course(10, 2, 0.5, 8.5, 1, 8, 9), course);
    }

    @Test
    void aSingleStepIsBothEnds() {
        assertEquals(new Course(1, 1, 7, 7, 1, 8, 8), Course.of(new double[] {7}, 8, 8));
    }
}
