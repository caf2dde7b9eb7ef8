package org.ctbench.harness.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.ctbench.splits.documents.UserException;

/**
 * A reader of files from outside, held to what it documents: whatever the file is, it returns or throws a {@link UserException}
 * or an {@link IOException} with a message that can be read, soon and without filling the memory.
 *
 * @param name what it reads
 * @param valid a file that it reads
 * @param reader the reader
 */
record FuzzedReader(String name, byte[] valid, Reader reader) {
    /** Far more than any reader takes, whatever else the machine does; ends what would never end. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Most bytes that may be allocated for one small file: a picture of the largest size that is decoded, several times. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int LONGEST_MESSAGE = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Reads a file, wholly. */
    interface Reader {
        void read(byte[] file) throws IOException;
    }

    /** Reads the valid file, then damaged ones. */
    void survives(int damaged) {
        assertDoesNotThrow(() -> reader.read(valid), name);
        Map<String, String> faults = new TreeMap<>();
        int refused = assertTimeoutPreemptively(LIMIT, () -> refused(damaged, faults));
        assertEquals("", String.join("\n", faults.values()));
        assertTrue(refused > damaged / 10, name + ": only " + refused + " of " + damaged + " are refused");
    }

    /** How many files are refused as documented; what is not, goes to {@code faults}, the first of each kind. */
    private int refused(int damaged, Map<String, String> faults) {
        Mutator mutator = new Mutator(valid, name.hashCode());
        int refused = 0;
        for (int i = 0; i < damaged; i++) {
            String which = "damaged file " + i + ": ";
            byte[] file = mutator.next();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                reader.read(file);
            } catch (UserException | IOException e) {
                refused++;
                String message = String.valueOf(e.getMessage());
                if (message.isBlank() || message.length() > LONGEST_MESSAGE) {
                    faults.putIfAbsent("message", which + "a message of " + message.length() + " characters");
                }
            } catch (RuntimeException | Error e) {
                faults.putIfAbsent(e.getClass() + at(e), which + e + at(e));
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated > MOST_BYTES) {
                faults.putIfAbsent("memory", which + allocated + " bytes of memory");
            }
        }
        return refused;
    }

    /** The place in our code that let it out. */
    private static String at(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.ctbench"))
                .findFirst()
                .map(frame -> "\n    at " + frame)
                .orElse("");
    }
}
