package org.ctbench.harness.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HistoryPlaceTest {
    @Test
    void aFileIsOneOfH2WithOrWithoutItsEnding() {
        Path file = Path.of("some/history.mv.db").toAbsolutePath();

        assertEquals(
                Optional.of(file), HistoryPlace.of("some/history", Map.of()).file());
        assertEquals(
                Optional.of(file),
                HistoryPlace.of("some/history.mv.db", Map.of()).file());
    }

    @Test
    void passwordsAreNoPartOfTheWords() {
        for (String address : new String[] {
            "jdbc:postgresql://db.example/lab?user=me&password=secret",
            "jdbc:postgresql://me:secret@db.example/lab",
            "jdbc:postgresql://db.example/lab?password=se//cr@et&user=secret"
        }) {
            assertEquals(
                    "jdbc:postgresql://db.example/lab",
                    HistoryPlace.of(address, Map.of()).words());
        }
    }

    @Test
    void userAndPasswordComeFromTheEnvironment() {
        var place =
                HistoryPlace.of("jdbc:postgresql://h/d", Map.of("CTBENCH_DB_USER", "me", "CTBENCH_DB_PASSWORD", "s"));

        assertEquals(Optional.of("me"), place.user());
        assertEquals(Optional.of("s"), place.password());
    }

    @Test
    void whatTheAddressSaysGoesBeforeTheEnvironmentAndTheTimeouts() throws SQLException {
        assertEquals(List.of("me", "s", "10", "30", "60"), settings("jdbc:postgresql://h/d"));
        assertEquals(
                List.of("you", "t", "2", "3", "0"),
                settings("jdbc:postgresql://h/d?user=you&password=t&connectTimeout=2&loginTimeout=3&socketTimeout=0"));
    }

    private static List<String> settings(String address) throws SQLException {
        var environment = Map.of("CTBENCH_DB_USER", "me", "CTBENCH_DB_PASSWORD", "s");
        Map<String, String> settings = HistoryPlace.of(address, environment).settings();
        return List.of(
                settings.get("user"),
                settings.get("password"),
                settings.get("connectTimeout"),
                settings.get("loginTimeout"),
                settings.get("socketTimeout"));
    }

    @Test
    @Timeout(30)
    void aServerThatAcceptsAndSaysNothingIsNotWaitedForForEver() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HistoryPlace place = HistoryPlace.of(
                    "jdbc:postgresql://localhost:" + server.getLocalPort()
                            + "/d?user=u&sslmode=disable&socketTimeout=1",
                    Map.of());

            var e = assertThrows(MachineFailure.class, () -> History.read(place));

            assertTrue(e.getMessage().startsWith("the database does not answer: "), e.getMessage());
        }
    }

    @Test
    void otherDatabasesAreRefusedWithoutTheirPassword() {
        var e = assertThrows(UserException.class, () -> HistoryPlace.of("jdbc:mysql://h/d?password=secret", Map.of()));

        assertEquals("not a database that ctbench keeps a history in", e.problem());
        assertEquals("--db jdbc:mysql", e.where());
    }

    @Test
    void anAddressThatCannotBeReadIsRefusedWithoutItsPassword() {
        HistoryPlace place = HistoryPlace.of("jdbc:postgresql://h:port/d?password=secret", Map.of());

        var e = assertThrows(UserException.class, () -> place.source(true));

        assertEquals("not an address of PostgreSQL", e.problem());
        assertFalse(e.getMessage().contains("secret"));
    }

    @Test
    void aSemicolonWouldBeReadAsAnOption() {
        var e = assertThrows(UserException.class, () -> HistoryPlace.of("a;INIT=drop", Map.of()));

        assertTrue(e.problem().contains("semicolon"), e.problem());
        assertThrows(UserException.class, () -> HistoryPlace.of("folder/.mv.db", Map.of()));
    }
}
