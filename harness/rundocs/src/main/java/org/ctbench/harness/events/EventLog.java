package org.ctbench.harness.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.documents.WriteFailure;

/**
 * The events of a run, {@value #NAME} in its folder: one line each, only ever appended to. Several processes of one run may
 * write at once, each line in one piece. A line that was cut off by a crash is passed over by readers.
 */
public final class EventLog implements AutoCloseable {
    /** Name of the log in the folder of a run. */
    public static final String NAME = "events.jsonl";

    private static final String KIND = "event";
    private static final Map<String, Class<? extends Event>> KINDS = kinds();

    private final Path path;
    private final FileChannel file;

    private EventLog(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /** Opens the log in the folder of a run to append to it. */
    public static EventLog open(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve(NAME);
        EventLog log = new EventLog(
                path,
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        if (endsInMidLine(path)) {
            log.write("\n");
        }
        return log;
    }

    /** Appends an event. Safe for use by several threads. */
    public synchronized void append(Event event) throws IOException {
        ObjectNode line = Documents.toTree(Map.of()).deepCopy();
        line.put(KIND, nameOf(event.getClass()));
        line.setAll((ObjectNode) Documents.toTree(event));
        write(line + "\n");
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new WriteFailure(path, e);
        }
    }

    /**
     * All events of a run so far, in the order of the file; none if nothing was logged yet.
     *
     * @throws UserException if a line is not an event that this version knows
     */
    public static List<Event> read(Path folder) throws IOException {
        return new EventReader(folder).more();
    }

    /**
     * The event of a line; empty if the line is not a JSON object, hence not whole.
     *
     * @param where line of the log, for messages
     * @throws UserException if it is an object, but no event of this version
     */
    static Optional<Event> parse(String line, String where) {
        ObjectNode tree;
        try {
            tree = Documents.parseJson(line, where, ObjectNode.class);
        } catch (UserException e) {
            return Optional.empty();
        }
        String kind = tree.path(KIND).asText();
        if (!KINDS.containsKey(kind)) {
            throw new UserException(
                    "'" + kind + "' is not an event that this version knows",
                    where,
                    "read it with the version that wrote it");
        }
        tree.remove(KIND);
        return Optional.of(Documents.parseJson(tree.toString(), where, KINDS.get(kind)));
    }

    private static boolean endsInMidLine(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            if (file.size() == 0) {
                return false;
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            file.read(last, file.size() - 1);
            return last.get(0) != '\n';
        }
    }

    private static String nameOf(Class<? extends Event> kind) {
        return kind.getSimpleName();
    }

    private static Map<String, Class<? extends Event>> kinds() {
        List<Class<? extends Event>> all = new ArrayList<>();
        for (Class<?> kind : Event.class.getPermittedSubclasses()) {
            all.add(kind.asSubclass(Event.class));
        }
        Map<String, Class<? extends Event>> kinds = new LinkedHashMap<>();
        all.forEach(kind -> kinds.put(nameOf(kind), kind));
        return kinds;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
