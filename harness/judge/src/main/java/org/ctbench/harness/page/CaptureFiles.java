package org.ctbench.harness.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.captures.AffinityCapture;
import org.ctbench.harness.captures.ErrorCapture;
import org.ctbench.harness.captures.SealedCaptures;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.CaptureReference.Kind;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Reads the captures of a run, none of which may have changed since. */
final class CaptureFiles {
    private final Path run;
    private SealedCaptures sealed; // read with the first capture

    /** @param run folder of the run */
    CaptureFiles(Path run) {
        this.run = run;
    }

    /** Those of a kind, in the order of the results. */
    static List<CaptureReference> of(ModelResults model, Kind kind) {
        return model.captures().stream().filter(c -> c.kind() == kind).toList();
    }

    /** @throws UserException if the file is missing, changed or something else */
    AffinityCapture affinity(CaptureReference capture) throws IOException {
        return parsed(capture, AffinityCapture::parse);
    }

    /** @throws UserException if the file is missing, changed or something else */
    SegmentationCapture segmentation(CaptureReference capture) throws IOException {
        return parsed(capture, SegmentationCapture::parse);
    }

    /** @throws UserException if the file is missing, changed or something else */
    ErrorCapture error(CaptureReference capture) throws IOException {
        return parsed(capture, ErrorCapture::parse);
    }

    @FunctionalInterface
    private interface Parser<T> {
        T parse(byte[] file) throws IOException;
    }

    private <T> T parsed(CaptureReference capture, Parser<T> parser) throws IOException {
        if (sealed == null) {
            sealed = SealedCaptures.read(run);
        }
        Sha256 digest = sealed.digest(capture.file()).orElse(capture.digest());
        Path file = new FileReference(capture.file(), digest).verified(run);
        byte[] bytes = Documents.readBytes(file);
        try {
            return parser.parse(bytes);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    "not a capture: " + e.getMessage(), file.toString(), "restore the file as the run wrote it", e);
        }
    }
}
