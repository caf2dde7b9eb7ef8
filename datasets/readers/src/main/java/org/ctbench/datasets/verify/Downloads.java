package org.ctbench.datasets.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ctbench.splits.documents.Documents;

/**
 * Where to get images, as {@code downloads.yaml} states it.
 *
 * @param schema {@value #SCHEMA}
 * @param downloads in the order in which they are shown
 */
record Downloads(String schema, List<Download> downloads) {
    static final String SCHEMA = "ctbench/downloads/1";

    private static final String FILE = "downloads.yaml";

    Downloads {
        if (!SCHEMA.equals(schema)) {
            throw new IllegalArgumentException("schema is '" + schema + "', expected '" + SCHEMA + "'");
        }
        downloads = List.copyOf(downloads);
    }

    /**
     * Something to download.
     *
     * @param dataSet data set that it is for
     * @param what what it is
     * @param from page of the publisher
     * @param images how many images ctbench uses of it, if that is all of them
     * @param bytes length of the download, if the publisher states it
     * @param licence licence, or {@code unknown}
     * @param then where to put it; {@code {root}} stands for the folder with the images
     */
    record Download(
            String dataSet,
            String what,
            String from,
            OptionalInt images,
            OptionalLong bytes,
            String licence,
            String then) {
        Download {
            Objects.requireNonNull(dataSet, "dataSet is missing");
            Objects.requireNonNull(what, "what is missing");
            Objects.requireNonNull(from, "from is missing");
            Objects.requireNonNull(licence, "licence is missing");
            Objects.requireNonNull(then, "then is missing");
        }

        Download below(Optional<String> root) {
            String place = then.replace("{root}", root.orElse("ROOT"));
            return new Download(dataSet, what, from, images, bytes, licence, place);
        }
    }

    static Downloads shipped() {
        try (InputStream in = Downloads.class.getResourceAsStream(FILE)) {
            String text = new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
            return Documents.parseYaml(text, FILE, Downloads.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Download> of(String dataSet) {
        return downloads.stream().filter(d -> d.dataSet.equals(dataSet)).toList();
    }
}
