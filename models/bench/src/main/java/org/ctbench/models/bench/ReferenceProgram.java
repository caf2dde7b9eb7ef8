package org.ctbench.models.bench;

import java.io.IOException;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Another program that does the same work; it waits while ctbench works. */
public interface ReferenceProgram extends AutoCloseable {
    /** The program with its versions, or why there is none. */
    String description();

    /**
     * Does a kind of work once.
     *
     * @param work one of the names of {@link StageReport#stages}
     * @return how long it took, in milliseconds; empty if there is no program
     * @throws IOException if the program fails
     */
    OptionalDouble milliseconds(String work) throws IOException;

    /**
     * Ends the program.
     *
     * @return its peak resident memory in bytes; empty if there is no program
     * @throws IOException if the program fails
     */
    OptionalLong finish() throws IOException;

    /** Stops the program if it still runs. */
    @Override
    void close();

    /** No program. */
    static ReferenceProgram absent(String reason) {
        return new ReferenceProgram() {
            @Override
            public String description() {
                return reason;
            }

            @Override
            public OptionalDouble milliseconds(String work) {
                return OptionalDouble.empty();
            }

            @Override
            public OptionalLong finish() {
                return OptionalLong.empty();
            }

            @Override
            public void close() {
                // nothing runs
            }
        };
    }
}
