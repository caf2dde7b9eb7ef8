package org.ctbench.harness.history;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * A history of runs in a database. Runs are added and never changed. The number of a row is the primary key: if two writers add a
 * run at the same time, both succeed, as the second reads the last row again and takes the next number. So a writer needs no lock
 * and, on PostgreSQL, no right but INSERT and SELECT. Not for several threads.
 */
public final class History implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_TRIES = 1_000;
    private static final String COLUMNS = "select sequence, previous, run, document, digest from ctbench.runs";

    private final HistoryPlace place;
    private final HistoryDatabase database;
    private final Connection connection;

    private History(HistoryPlace place, HistoryDatabase database, Connection connection) {
        this.place = place;
        this.database = database;
        this.connection = connection;
    }

    /**
     * Opens a history to read it; nothing is written.
     *
     * @throws UserException if there is none, or it is of a newer ctbench
     * @throws MachineFailure if the database does not answer
     */
    public static History read(HistoryPlace place) throws IOException {
        HistoryDatabase database = new HistoryDatabase(place, PATIENCE);
        return new History(place, database, database.forReading());
    }

    /**
     * Opens a history to add to it; makes it if there is none.
     *
     * @throws UserException if it is of a newer ctbench, or may not be written
     * @throws MachineFailure if the database does not answer
     */
    public static History write(HistoryPlace place) throws IOException {
        return write(place, PATIENCE);
    }

    /** The same, waiting this long for another process. */
    static History write(HistoryPlace place, Duration patience) throws IOException {
        HistoryDatabase database = new HistoryDatabase(place, patience);
        return new History(place, database, database.forAdding());
    }

    /**
     * What became of a run.
     *
     * @param number its number in the history
     * @param digest of its row: the head of the chain, if it was added now
     * @param added whether it was added; if not, it was there
     * @param backwards whether the clock says that the run before was added later
     */
    public record Added(long number, Sha256 digest, boolean added, boolean backwards) {}

    /**
     * Adds a run, unless it is there. When this returns, the row is on the disk.
     *
     * @throws MachineFailure if it cannot be written; then it is not there, or whole
     */
    public Added add(RecordedRun run) throws IOException {
        try {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                Optional<HistoryRow> there =
                        one(COLUMNS + " where run = ?", run.run().hex());
                if (there.isPresent()) {
                    connection.rollback();
                    return new Added(
                            there.get().sequence(), new Sha256(there.get().digest()), false, false);
                }
                Optional<HistoryRow> last = one(COLUMNS + " order by sequence desc fetch first 1 row only");
                HistoryRow row = HistoryRow.after(last, run);
                boolean backwards = last.filter(
                                before -> before.recorded().time().isAfter(run.time()))
                        .isPresent();
                if (insert(row)) {
                    return new Added(row.sequence(), new Sha256(row.digest()), true, backwards);
                }
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
        throw new MachineFailure(
                "others added runs " + MOST_TRIES + " times before this one could be",
                place.words(),
                "run it again",
                null);
    }

    /** Writes a row; false if another writer took its place. */
    private boolean insert(HistoryRow row) throws SQLException {
        String insert = "insert into ctbench.runs (sequence, previous, run, document, digest) values (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setLong(1, row.sequence());
            statement.setString(2, row.previous());
            statement.setString(3, row.run());
            statement.setString(4, row.document());
            statement.setString(5, row.digest());
            statement.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            if (!DatabaseErrors.isTaken(e)) {
                throw e;
            }
            connection.rollback();
            return false;
        }
        if (place.file().isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync"); // H2 leaves it to the system when the bytes reach the disk
            }
        }
        return true;
    }

    /**
     * Whether the history is as it was written.
     *
     * @param head digest that one of its rows must have
     */
    public ChainCheck verify(Optional<Sha256> head) throws IOException {
        return ChainCheck.of(rows(), head);
    }

    /**
     * All runs, in the order in which they were added.
     *
     * @throws UserException if a row was changed, removed or inserted
     */
    public List<HistoryEntry> entries() throws IOException {
        List<HistoryRow> rows = rows();
        ChainCheck check = ChainCheck.of(rows, Optional.empty());
        if (!check.passed()) {
            throw new UserException(
                    "the history is not as it was written: " + check.findings().get(0),
                    place.words(),
                    "`ctbench history verify` lists all damage; restore it from a copy");
        }
        return rows.stream()
                .map(row -> new HistoryEntry(row.sequence(), new Sha256(row.digest()), row.recorded()))
                .toList();
    }

    private List<HistoryRow> rows() throws IOException {
        try {
            return query(COLUMNS + " order by sequence");
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private Optional<HistoryRow> one(String query, String... arguments) throws SQLException {
        return query(query, arguments).stream().findFirst();
    }

    private List<HistoryRow> query(String query, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int a = 0; a < arguments.length; a++) {
                statement.setString(a + 1, arguments[a]);
            }
            List<HistoryRow> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(new HistoryRow(
                            result.getLong(1),
                            result.getString(2),
                            result.getString(3),
                            result.getString(4),
                            result.getString(5)));
                }
            }
            return rows;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }
}
