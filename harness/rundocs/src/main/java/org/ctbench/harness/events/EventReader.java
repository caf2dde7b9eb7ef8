package org.ctbench.harness.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.splits.documents.UserException;

/** Reads the log of a run as it grows. Not safe for use by several threads. */
public final class EventReader {
    private final Path file;
    private long position;
    private int lines;

    /** @param folder of the run */
    public EventReader(Path folder) {
        this.file = folder.resolve(EventLog.NAME);
    }

    /**
     * The events that were added since the last call; a line that is still being written is left for the next one. A line that
     * a crash or a full disk cut off, wherever, is passed over, and so is what was glued to it.
     *
     * @throws UserException if a whole line is not an event that this version knows
     */
    public List<Event> more() throws IOException {
        byte[] added = added();
        List<Event> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < added.length; i++) {
            if (added[i] == '\n') {
                lines++;
                String line = new String(added, start, i - start, StandardCharsets.UTF_8);
                EventLog.parse(line, file + ":" + lines).ifPresent(events::add);
                start = i + 1;
            }
        }
        position += start;
        return events;
    }

    private byte[] added() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < position) {
                position = 0; // another file in its place
                lines = 0;
            }
            channel.position(position);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            InputStream in = Channels.newInputStream(channel);
            in.transferTo(bytes);
            return bytes.toByteArray();
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }
}
