package org.ctbench.harness.history;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.ctbench.splits.documents.UserException;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a history is: a file of H2, which is pure Java and needs no server, or a database of PostgreSQL.
 *
 * @param url address for JDBC; may hold a password, and is never printed
 * @param words the same for people, without what may hold a password
 * @param file the file of H2; empty for PostgreSQL
 * @param user name of the user of PostgreSQL, where the address does not say it
 * @param password of that user, where the address does not say it; goes before that of {@code ~/.pgpass}
 */
public record HistoryPlace(
        String url, String words, Optional<Path> file, Optional<String> user, Optional<String> password) {
    /** Environment variable of the name of the user of PostgreSQL. */
    public static final String USER = "CTBENCH_DB_USER";

    /** Environment variable of the password. */
    public static final String PASSWORD = "CTBENCH_DB_PASSWORD";

    /** What H2 calls its files. */
    static final String SUFFIX = ".mv.db";

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** Seconds to wait for a connection, for the server's greeting, and for each answer, where the address does not say it. */
    private static final Map<String, String> TIMEOUTS =
            Map.of("connectTimeout", "10", "loginTimeout", "30", "socketTimeout", "60");

    /** The driver's log, which repeats what its exceptions say; kept, as Java forgets the level of one that nobody holds. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    public HistoryPlace {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    /**
     * The place that a user names.
     *
     * @param db a file, or {@code jdbc:postgresql://host/database}
     * @param environment where {@value #USER} and {@value #PASSWORD} may stand
     * @throws UserException if it is another kind of database, or the name of the file cannot be used
     */
    public static HistoryPlace of(String db, Map<String, String> environment) {
        if (db.startsWith(POSTGRESQL)) {
            String words = db.replaceFirst("[?].*$", "").replaceFirst("//.*@", "//");
            return new HistoryPlace(
                    db,
                    words,
                    Optional.empty(),
                    Optional.ofNullable(environment.get(USER)),
                    Optional.ofNullable(environment.get(PASSWORD)));
        }
        if (db.startsWith("jdbc:")) {
            throw new UserException(
                    "not a database that ctbench keeps a history in",
                    "--db " + db.replaceFirst("^(jdbc:[^:/?;]*).*$", "$1"),
                    "name a file, or " + POSTGRESQL + "//HOST/DATABASE");
        }
        Path file =
                Path.of(db.endsWith(SUFFIX) ? db : db + SUFFIX).toAbsolutePath().normalize();
        String name = file.toString();
        if (name.contains(";") || file.getFileName().toString().equals(SUFFIX)) {
            throw new UserException(
                    "the file of a history has a name, and no semicolon in its path", name, "name another");
        }
        return ofFile("file:", file);
    }

    /**
     * A file by a file system of H2.
     *
     * @param system {@code file:}, or that of a test
     */
    static HistoryPlace ofFile(String system, Path file) {
        String base = file.toString().substring(0, file.toString().length() - SUFFIX.length());
        // names in lower case as in PostgreSQL; each commit reaches the file; no file of traces beside it
        String url = "jdbc:h2:" + system + base
                + ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;LOCK_TIMEOUT=20000";
        return new HistoryPlace(url, file.toString(), Optional.of(file), Optional.empty(), Optional.empty());
    }

    /**
     * How JDBC reaches it.
     *
     * @param reading whether nothing is written: then a file of H2 stays as it is, to the byte
     * @throws UserException if the address is none of PostgreSQL
     */
    DataSource source(boolean reading) {
        if (file.isPresent()) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(url + (reading ? ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE" : ""));
            source.setUser("ctbench");
            source.setPassword("");
            return source;
        }
        return server();
    }

    private DataSource server() {
        DRIVER.setLevel(Level.OFF);
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            for (Map.Entry<String, String> setting : settings().entrySet()) {
                source.setProperty(setting.getKey(), setting.getValue());
            }
        } catch (SQLException e) {
            throw new UserException(
                    "not an address of PostgreSQL", "--db " + words, "write " + POSTGRESQL + "//HOST:PORT/DATABASE", e);
        }
        return source;
    }

    /** What the driver makes of the address, which goes before all else that is known here. */
    Map<String, String> settings() throws SQLException {
        Properties defaults = new Properties();
        defaults.putAll(TIMEOUTS);
        defaults.setProperty("ApplicationName", "ctbench");
        user.ifPresent(name -> defaults.setProperty("user", name));
        password.ifPresent(secret -> defaults.setProperty("password", secret));
        Map<String, String> settings = new TreeMap<>();
        for (DriverPropertyInfo property : DriverManager.getDriver(url).getPropertyInfo(url, defaults)) {
            if (property.value != null) {
                settings.put(property.name, property.value);
            }
        }
        return settings;
    }
}
