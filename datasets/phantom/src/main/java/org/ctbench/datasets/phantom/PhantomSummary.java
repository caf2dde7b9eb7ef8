package org.ctbench.datasets.phantom;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ctbench.splits.documents.Sha256;

/**
 * What {@link PhantomGenerator#generate} left below its root.
 *
 * @param root the root folder
 * @param spec what was asked for
 * @param written files written by this call
 * @param kept files that were there already
 * @param folders content of each folder below the root, by name
 */
public record PhantomSummary(Path root, PhantomSpec spec, int written, int kept, Map<String, Content> folders) {
    public PhantomSummary {
        folders = Collections.unmodifiableMap(new LinkedHashMap<>(folders));
    }

    /**
     * Content of a folder.
     *
     * @param files number of files
     * @param sha256 digest over a line {@code <relative name> <length> <SHA-256>} for each file, in byte order of names
     */
    public record Content(int files, Sha256 sha256) {}

    /** A line for each folder and one for what was done. */
    public String text() {
        StringBuilder text = new StringBuilder();
        folders.forEach((name, content) -> text.append(String.format(
                Locale.ROOT,
                "%-15s %6d files  sha256 %s\n",
                name,
                content.files(),
                content.sha256().abbreviated())));
        String done = unchanged()
                ? "nothing to write: all files exist"
                : PhantomFolder.count(written) + " written, " + kept + " kept";
        return text.append(done + ": " + root).append("\n").toString();
    }

    /** Whether everything was there already. */
    public boolean unchanged() {
        return written == 0;
    }
}
