package org.ctbench.harness.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctbench.splits.text.Durations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Locale before = Locale.getDefault();
    private long now;
    private final Progress progress = Progress.lines(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> now);

    @BeforeEach
    void aLocaleWithCommas() {
        Locale.setDefault(Locale.forLanguageTag("ru"));
    }

    @AfterEach
    void theLocaleAsItWas() {
        Locale.setDefault(before);
    }

    @Test
    void saysNothingAboutShortWork() {
        try (Tracker task = progress.start("read lists", 3, "list")) {
            pass(1.9);
            task.accept(3);
        }

        assertEquals("", printed());
    }

    @Test
    void workMayBeCutOffWhereverItAdvances() {
        List<String> asked = new ArrayList<>();
        Progress checked = progress.checked(name -> {
            asked.add(name);
            if (asked.size() == 2) {
                throw new IllegalStateException("enough");
            }
        });

        IllegalStateException e = assertThrows(IllegalStateException.class, () -> {
            try (Tracker task = checked.start("read images", 3, "image")) {
                for (int i = 0; i < 3; i++) {
                    task.accept(1);
                }
            }
        });

        assertEquals("enough", e.getMessage());
        assertEquals(List.of("read images", "read images"), asked);
        assertEquals("read images: stopped at 2 of 3 images\n", printed());
    }

    @Test
    void printsRateTimeLeftAndNoteThenTheEnd() {
        try (Tracker task = progress.start("train resnet18", 40, "batch")) {
            task.note("loss 0.4");
            pass(4);
            task.accept(10);
            pass(10);
            task.accept(10);
            pass(20);
            task.accept(10);
            pass(6);
            task.accept(10);
        }

        assertEquals("""
                train resnet18: 10 of 40 batches, 2.5/s, 12.0 s left, loss 0.4
                train resnet18: 30 of 40 batches, 0.9/s, 11.3 s left, loss 0.4
                train resnet18: 40 of 40 batches in 40.0 s, 1.0/s, loss 0.4
                """, printed());
    }

    @Test
    void saysWhereItStopped() {
        try (Tracker task = progress.start("evaluate", 40, "image")) {
            task.accept(7);
        }

        assertEquals("evaluate: stopped at 7 of 40 images\n", printed());
    }

    @ParameterizedTest
    @CsvSource({"4200,4.2 s", "187000,3 min 07 s", "7500000,2 h 05 min"})
    void durationsReadAsPeopleSayThem(long millis, String text) {
        assertEquals(text, Durations.text(Duration.ofMillis(millis)));
    }

    private void pass(double seconds) {
        now += (long) (seconds * 1e9);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
