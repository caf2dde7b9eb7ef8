package org.ctbench.harness.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.UserException;
import org.h2.api.ErrorCode;

/** What errors of H2 and PostgreSQL mean to the user: a mistake, or a failure of the machine. */
final class DatabaseErrors {
    /** What H2 says of a file that it did not write, or that is damaged. */
    private static final Set<Integer> NO_DATABASE = Set.of(
            ErrorCode.FILE_CORRUPTED_1,
            ErrorCode.FILE_VERSION_ERROR_1,
            ErrorCode.WRONG_USER_OR_PASSWORD,
            ErrorCode.DATABASE_IS_READ_ONLY);

    private static final String RESTORE = "name the file of a history, or restore it from a copy";

    private DatabaseErrors() {}

    /** Whether another process has the file of H2 open. */
    static boolean isHeldByAnother(SQLException e) {
        return e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
    }

    /** Whether another writer took the place in the chain. */
    static boolean isTaken(SQLException e) {
        return "23505".equals(e.getSQLState())
                || e.getErrorCode() == ErrorCode.LOCK_TIMEOUT_1
                || e.getErrorCode() == ErrorCode.CONCURRENT_UPDATE_1
                || e.getErrorCode() == ErrorCode.DEADLOCK_1;
    }

    /**
     * Explains an error.
     *
     * @return a failure of the machine
     * @throws UserException if it is a mistake of the user
     */
    static IOException explain(Exception error, HistoryPlace place) {
        Optional<SQLException> sql = Stream.iterate((Throwable) error, e -> e != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
        if (sql.isEmpty()) {
            return new MachineFailure(text(error), place.words(), "read the database's message", error);
        }
        return place.file().isPresent() ? ofFile(sql.get(), place.file().get()) : ofServer(sql.get(), place.words());
    }

    private static IOException ofFile(SQLException e, Path file) {
        if (isHeldByAnother(e)) {
            return new MachineFailure(
                    "another process has the history open",
                    file.toString(),
                    "run it again when that one has finished",
                    e);
        }
        if (Files.isDirectory(file)) {
            throw new UserException(
                    "there is a folder where a file is needed", file.toString(), "name another path", e);
        }
        if (Files.exists(file) && !Files.isReadable(file)) {
            throw new UserException("access denied", file.toString(), "check its read permission", e);
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new UserException(
                    "the history cannot be written: the file is read-only",
                    file.toString(),
                    "check its write permission",
                    e);
        }
        if (NO_DATABASE.contains(e.getErrorCode()) || isTooShort(e, file)) {
            throw new UserException("this is not a history, or it is damaged", file.toString(), RESTORE, e);
        }
        return new MachineFailure(
                "the history cannot be read or written: " + deepest(e),
                file.toString(),
                "check the disk and its free space; added runs are safe, and no run is half-written",
                e);
    }

    /** H2 reads two blocks of 4 KiB first. */
    private static boolean isTooShort(SQLException e, Path file) {
        try {
            return e.getErrorCode() == ErrorCode.IO_EXCEPTION_1 && Files.exists(file) && Files.size(file) < 8192;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static IOException ofServer(SQLException e, String where) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28")) {
            throw new UserException(
                    "the database refuses this user or password",
                    where,
                    "set " + HistoryPlace.USER + " and " + HistoryPlace.PASSWORD + ", or name them in the address",
                    e);
        }
        if (state.equals("3D000")) {
            throw new UserException(
                    "there is no such database", where, "make it with `createdb`, or check its name", e);
        }
        if (state.equals("42501")) {
            throw new UserException(
                    "the user may not do this: " + text(e),
                    where,
                    "let a user who may create tables run `ctbench history add` once, then grant this one INSERT and SELECT",
                    e);
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new MachineFailure(
                    "the database does not answer: " + text(e),
                    where,
                    "check the address and the server, then run the same command again: a run that is already in the history is"
                            + " not added twice",
                    e);
        }
        if (state.startsWith("53")) {
            return new MachineFailure(
                    "the server of the database has no space or memory: " + text(e),
                    where,
                    "make room there; added runs are safe, and no run is half-written",
                    e);
        }
        return new MachineFailure("the database says: " + text(e), where, "ask the administrator of the database", e);
    }

    private static String deepest(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return text(last);
    }

    /** The first line. */
    private static String text(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
