package org.ctbench.harness.coco;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Reads and writes JSON files of COCO piece by piece: they may be large. */
public final class CocoFiles {
    private static final long LARGEST = 256L << 20;
    private static final int DEEPEST = 20;
    private static final int LINES_TO_LEVEL = 2; // images and entries have lines of their own

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // the digest is that of all bytes
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // shortest digits on every Java version
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // as Python writes NaN: a fault of its entry
            .build();

    private CocoFiles() {}

    /** Reads what a parser meets; it stands before the first token. */
    @FunctionalInterface
    public interface Content {
        /** Reads up to the end of the document. */
        void read(JsonParser parser) throws IOException;
    }

    /** Writes a document. */
    @FunctionalInterface
    interface Document {
        void write(JsonGenerator generator) throws IOException;
    }

    /**
     * Reads a file.
     *
     * @return the digest of its bytes
     * @throws UserException if there is no such file, it is larger than 256 MiB, or no JSON
     */
    public static Sha256 read(Path file, Content content) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
            throw new UserException(
                    "more than " + (LARGEST >> 20) + " MiB",
                    file.toString(),
                    "leave out predictions of low scores, which do not count");
        }
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest);
                JsonParser parser = JSON.createParser(in)) {
            content.read(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "there is more text after the end of the document");
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (NoSuchFileException e) {
            throw new UserException("no such file", file.toString(), "check the path", e);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new UserException(
                    "the file is not JSON: " + e.getOriginalMessage(),
                    file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr()),
                    "write it with a library, such as Python's json",
                    e);
        } catch (CharConversionException e) {
            throw new UserException("not a UTF-8 text", file.toString(), "save it as UTF-8", e);
        }
        return Sha256.finish(digest);
    }

    /** Writes a file, replacing an older one. */
    static void write(Path file, Document document) throws IOException {
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                .withArrayIndenter(new Lines())
                .withSeparators(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.NONE));
        AtomicFiles.write(file, out -> {
            JsonGenerator generator = JSON.createGenerator(out, JsonEncoding.UTF8);
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.setPrettyPrinter(lines);
            document.write(generator);
            generator.writeRaw('\n');
            generator.close();
        });
    }

    private static final class Lines implements DefaultPrettyPrinter.Indenter {
        @Override
        public void writeIndentation(JsonGenerator generator, int level) throws IOException {
            if (generator.getOutputContext().getNestingDepth() <= LINES_TO_LEVEL) {
                generator.writeRaw('\n');
            }
        }

        @Override
        public boolean isInline() {
            return false;
        }
    }
}
