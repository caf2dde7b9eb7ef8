package org.ctbench.harness.history;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.ctbench.splits.documents.UserException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** Opens the database of a history, in its current form, and says what its errors mean. */
final class HistoryDatabase {
    private static final String MIGRATIONS = "classpath:org/ctbench/harness/history/migrations";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String ADD_ONE = "`ctbench history add RUN` makes one";

    private final HistoryPlace place;
    private final Duration patience;

    /**
     * @param patience how long to wait for another process that has the file of H2 open
     */
    HistoryDatabase(HistoryPlace place, Duration patience) {
        this.place = place;
        this.patience = patience;
    }

    /**
     * A connection to a history that is there, to read it: nothing is written.
     *
     * @throws UserException if there is none, or it is of a newer ctbench
     */
    Connection forReading() throws IOException {
        if (place.file().isPresent() && !hasContent()) {
            throw none();
        }
        return open(true);
    }

    /**
     * A connection to add to a history, which is made if there is none.
     *
     * @throws UserException if the history is of a newer ctbench, or may not be written
     */
    Connection forAdding() throws IOException {
        return open(false);
    }

    private boolean hasContent() throws IOException {
        return Files.exists(place.file().orElseThrow())
                && Files.size(place.file().orElseThrow()) > 0;
    }

    private Connection open(boolean reading) throws IOException {
        DataSource source = place.source(reading);
        Connection connection = connect(source);
        try {
            prepare(source, reading);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return connection;
        } catch (SQLException | FlywayException e) {
            close(connection);
            throw failure(e);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private Connection connect(DataSource source) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return source.getConnection();
            } catch (SQLException e) {
                if (!DatabaseErrors.isHeldByAnother(e) || System.nanoTime() - until > 0) {
                    throw failure(e);
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** Brings the tables into their current form; only reads where there is nothing to do. */
    private void prepare(DataSource source, boolean reading) {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .loggers(Silence.class.getName())
                .schemas("ctbench")
                .createSchemas(true)
                .locations(
                        place.file().isPresent()
                                ? new String[] {MIGRATIONS}
                                : new String[] {MIGRATIONS, MIGRATIONS + "-postgresql"})
                .load();
        MigrationInfoService info = flyway.info();
        boolean newer = Arrays.stream(info.applied())
                .map(MigrationInfo::getState)
                .anyMatch(state -> state.name().startsWith("FUTURE"));
        if (newer) {
            throw new UserException(
                    "the history was written by a newer ctbench: its tables are of version "
                            + info.current().getVersion(),
                    place.words(),
                    "use that version of ctbench");
        }
        if (info.pending().length == 0) {
            return;
        }
        if (reading && info.applied().length == 0) {
            throw none();
        }
        if (reading) {
            throw new UserException(
                    "the tables of the history are of an older ctbench",
                    place.words(),
                    "`ctbench history add` updates them");
        }
        flyway.migrate();
    }

    /** What an error of the database means. */
    IOException failure(Exception e) {
        return DatabaseErrors.explain(e, place);
    }

    private UserException none() {
        return new UserException("there is no history", place.words(), ADD_ONE);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // the first error says more
        }
    }
}
