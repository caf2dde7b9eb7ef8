package org.ctbench.harness.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A history on a real PostgreSQL, in a container. */
@Tag("slow")
class PostgresqlTest {
    /** Name of an image with PostgreSQL and its user {@code postgres}; {@code .ci/run} makes one of Debian's packages. */
    private static final String IMAGE = "CTBENCH_POSTGRESQL";

    private static final String OWNER = "owner-secret";
    private static final String WRITER = "writer-secret";

    private static GenericContainer<?> server;
    private static int port;
    private static int databases;

    private String database;
    private HistoryPlace place;

    @BeforeAll
    static void startsAServer() throws Exception {
        String image = System.getenv(IMAGE);
        assumeTrue(image != null, IMAGE + " names no image with PostgreSQL; .ci/run makes one");
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker answers here");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String script = String.join(
                "\n",
                "set -e",
                "export PATH=$PATH:$(echo /usr/lib/postgresql/*/bin)",
                "echo " + OWNER + " >/tmp/password",
                "initdb -D /small/data -U owner -A scram-sha-256 --pwfile=/tmp/password -E UTF8 --locale=C >/dev/null",
                "exec postgres -D /small/data -c listen_addresses=127.0.0.1 -c port=" + port
                        + " -c unix_socket_directories=/tmp -c max_wal_size=64MB -c min_wal_size=32MB");
        server = new GenericContainer<>(image)
                .withNetworkMode("host") // where Docker has no bridge, there is no other network
                .withTmpFs(Map.of("/small", "rw,size=160m,mode=1777"))
                .withCreateContainerCmdModifier(command -> command.withUser("postgres")
                        .withEntrypoint("bash", "-c")
                        .withCmd(script))
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 1)
                        .withStartupTimeout(Duration.ofMinutes(1)));
        server.start();
        run("postgres", "create role writer login password '" + WRITER + "'");
    }

    @AfterAll
    static void stopsIt() {
        if (server != null) {
            server.stop();
        }
    }

    @BeforeEach
    void aDatabaseOfItsOwn() throws SQLException {
        database = "lab" + ++databases;
        run("postgres", "create database " + database);
        place = place("owner", OWNER);
    }

    private HistoryPlace place(String user, String password) {
        return HistoryPlace.of(
                "jdbc:postgresql://localhost:" + port + "/" + database,
                Map.of(HistoryPlace.USER, user, HistoryPlace.PASSWORD, password));
    }

    private static Connection connection(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/" + database, user, password);
    }

    private static void run(String database, String... statements) throws SQLException {
        try (Connection connection = connection(database, "owner", OWNER);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private History.Added add(HistoryPlace by, RecordedRun run) throws IOException {
        try (History history = History.write(by)) {
            return history.add(run);
        }
    }

    private ChainCheck verify() throws IOException {
        try (History history = History.read(place)) {
            return history.verify(Optional.empty());
        }
    }

    @Test
    void keepsTheSameRowsAsAFile() throws Exception {
        run(database, "create table public.of_others (x int)"); // a history does not need a database of its own
        RecordedRun run = Recorded.run("a", 0.9);

        History.Added added = add(place, run);
        History.Added again = add(place, run);
        add(place, Recorded.run("b", 0.8));

        assertTrue(added.added());
        assertEquals(new History.Added(1, added.digest(), false, false), again);
        assertEquals(
                HistoryRow.after(Optional.empty(), run).digest(), added.digest().hex());
        try (History history = History.read(place)) {
            assertEquals(run, history.entries().get(0).run());
        }
        assertEquals(2, verify().runs());
    }

    @Test
    void writersAtOnceAllLandInOneChain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Callable<History.Added>> writers = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            RecordedRun run = Recorded.run("run " + n / 2, 0.9); // each twice; the first ones make the tables
            writers.add(() -> add(place, run));
        }

        int added = 0;
        for (Future<History.Added> writer : threads.invokeAll(writers)) {
            added += writer.get().added() ? 1 : 0;
        }
        threads.shutdown();

        assertEquals(15, added);
        assertEquals(List.of(), verify().findings());
        assertEquals(15, verify().runs());
    }

    @Test
    void evenTheOwnerCannotChangeARowByMistake() throws Exception {
        add(place, Recorded.run("a", 0.9));

        for (String sql : List.of(
                "update ctbench.runs set document = 'x'", "delete from ctbench.runs", "truncate ctbench.runs")) {
            var e = assertThrows(SQLException.class, () -> run(database, sql));
            assertTrue(e.getMessage().contains("the history is append-only"), e.getMessage());
        }
        assertEquals(1, verify().runs());
    }

    @Test
    void tablesThatAreNotRecordedAreUsed() throws Exception {
        add(place, Recorded.run("a", 0.9));
        run(database, "delete from ctbench.flyway_schema_history where version is not null");

        add(place, Recorded.run("b", 0.8));

        assertEquals(2, verify().runs());
        assertThrows(SQLException.class, () -> run(database, "delete from ctbench.runs"));
    }

    @Test
    void aRowThatWasChangedAllTheSameIsNamed() throws Exception {
        add(place, Recorded.run("a", 0.9));
        add(place, Recorded.run("b", 0.8));
        run(
                database,
                "alter table ctbench.runs disable trigger append_only",
                "update ctbench.runs set document = replace(document, '0.9', '0.99') where sequence = 1");

        assertEquals(List.of("run 1 was changed: its digest is not that of its content"), verify().findings());
    }

    @Test
    void theDocumentedWriterCanAddAndReadAndNothingElse() throws Exception {
        add(place, Recorded.run("a", 0.9));
        run(
                database,
                "grant usage on schema ctbench to writer",
                "grant select, insert on ctbench.runs to writer",
                "grant select on ctbench.flyway_schema_history to writer");

        add(place("writer", WRITER), Recorded.run("b", 0.8));

        assertEquals(2, verify().runs());
        try (Connection connection = connection(database, "writer", WRITER);
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "update ctbench.runs set document = 'x'",
                    "delete from ctbench.runs",
                    "truncate ctbench.runs",
                    "alter table ctbench.runs disable trigger append_only",
                    "drop table ctbench.runs")) {
                assertEquals(
                        "42501",
                        assertThrows(SQLException.class, () -> statement.execute(sql))
                                .getSQLState());
            }
        }
    }

    @Test
    void aUserWithoutRightsIsToldSo() {
        var e = assertThrows(UserException.class, () -> add(place("writer", WRITER), Recorded.run("a", 0.9)));

        assertTrue(e.problem().startsWith("the user may not do this: "), e.problem());
        assertTrue(e.fix().contains("grant this one INSERT and SELECT"), e.fix());
    }

    @Test
    void aWrongPasswordIsRefusedAndNotPrinted() {
        var e = assertThrows(UserException.class, () -> History.read(place("owner", "wrong-secret")));

        assertEquals("the database refuses this user or password", e.problem());
        assertEquals("jdbc:postgresql://localhost:" + port + "/" + database, e.where());
        assertFalse((e.getMessage() + e.getCause()).contains("wrong-secret"));
    }

    @Test
    void aDatabaseThatIsNotThereAndOneWithoutAHistoryAreTold() {
        var empty = assertThrows(UserException.class, () -> History.read(place));
        assertEquals("there is no history", empty.problem());
        database = "none";

        var none = assertThrows(UserException.class, () -> History.write(place("owner", OWNER)));

        assertEquals("there is no such database", none.problem());
    }

    @Test
    void aHistoryOfANewerVersionIsRefused() throws Exception {
        add(place, Recorded.run("a", 0.9));
        run(
                database,
                "insert into ctbench.flyway_schema_history values (99, '9', 'newer', 'SQL', 'V9__newer.sql', 1, 'someone', now(),"
                        + " 1, true)");

        var e = assertThrows(UserException.class, () -> History.write(place));

        assertEquals("the history was written by a newer ctbench: its tables are of version 9", e.problem());
    }

    @Test
    void aConnectionThatBreaksLeavesNothingHalfWritten() throws Exception {
        add(place, Recorded.run("a", 0.9));
        try (History history = History.write(place)) {
            run(
                    "postgres",
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");

            var e = assertThrows(MachineFailure.class, () -> history.add(Recorded.run("b", 0.8)));

            assertTrue(e.getMessage().startsWith("the database does not answer: "), e.getMessage());
            assertTrue(e.fix().contains("a run that is already in the history is not added twice"), e.fix());
        }
        assertEquals(1, verify().runs());
        assertEquals(2, add(place, Recorded.run("b", 0.8)).number());
    }

    @Test
    void aWriterThatIsKilledLosesAndDoublesNothing() throws Exception {
        add(place, Recorded.run("a", 0.9));
        String address = "jdbc:postgresql://localhost:" + port + "/" + database + "?user=owner&password=" + OWNER;
        Process writer = HistoryWriter.start(address, "killed-", "1000");
        long said;
        try (var lines = writer.inputReader()) {
            said = Long.parseLong(lines.readLine());
            said = Long.parseLong(lines.readLine());
            writer.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said = Long.parseLong(line);
            }
        }

        ChainCheck check = verify();

        assertEquals(List.of(), check.findings());
        assertTrue(check.runs() == said || check.runs() == said + 1, said + " said, " + check.runs() + " there");
    }

    @Test
    void aFullDiskIsSaidAndWhatWasThereStays() throws Exception {
        add(place, Recorded.run("a", 0.9));
        ExecResult filled =
                server.execInContainer("bash", "-c", "cat /dev/zero >/small/filler; df -k /small | tail -n 1");
        assertTrue(filled.getStdout().contains("100%"), filled.toString());
        try (Connection connection = connection(database, "owner", OWNER);
                Statement statement = connection.createStatement()) {
            // what is left in files that are there already
            assertThrows(
                    SQLException.class,
                    () -> statement.execute(
                            "create table ctbench.filler as select repeat(md5(n::text), 500) from generate_series(1, 100000) n"));
        }
        RecordedRun large = Recorded.with(
                Recorded.run("b", 0.8), new RecordedRun.Bundle("https://" + random(8_000_000), Optional.empty()));

        var e = assertThrows(MachineFailure.class, () -> add(place, large));

        assertFalse(e.getMessage().isBlank());
        server.execInContainer("rm", "/small/filler");
        for (int tries = 0; tries < 100 && !answers(); tries++) {
            Thread.sleep(200); // a server that could not write its log recovers first
        }
        assertEquals(new ChainCheck(1, verify().head(), List.of()), verify());
        assertEquals(2, add(place, Recorded.run("b", 0.8)).number());
    }

    private boolean answers() {
        try (Connection connection = connection(database, "owner", OWNER)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Text that a database cannot compress. */
    private static String random(int length) {
        var random = org.ctbench.splits.random.SeededRandom.of(1, "text");
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(Long.toHexString(random.nextLong()));
        }
        return text.toString();
    }
}
