package org.ctbench.harness.coco;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.splits.documents.Sha256;

/**
 * A file of predicted lesions as {@code COCO.loadRes} of pycocotools reads it: each with the id of its image, which is the number of
 * the slice in its split, from 1, the category {@value #CATEGORY}, the mask in compressed runs, its bounding box, and the score.
 */
public final class CocoResults {
    /** Id of the one category, lesion. */
    public static final int CATEGORY = 1;

    private CocoResults() {}

    /**
     * Writes a file, replacing an older one.
     *
     * @param slices the lesions found in each slice, in the order of the model
     * @return the digest of the file
     */
    public static Sha256 write(Path file, List<List<FoundLesion>> slices) throws IOException {
        CocoFiles.write(file, json -> {
            json.writeStartArray();
            for (int slice = 0; slice < slices.size(); slice++) {
                for (FoundLesion found : slices.get(slice)) {
                    json.writeStartObject();
                    json.writeNumberField("image_id", slice + 1);
                    json.writeNumberField("category_id", CATEGORY);
                    mask(json, found.runs(), found.runs().mask());
                    json.writeNumberField("score", found.score());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        });
        return Sha256.of(file);
    }

    /** The runs of a mask, and its bounding box: left, top, width and height in pixels, zeros of an empty mask. */
    static void mask(JsonGenerator json, RunLengths runs, BinaryMask mask) throws IOException {
        json.writeObjectFieldStart("segmentation");
        json.writeFieldName("size");
        json.writeArray(new int[] {runs.height(), runs.width()}, 0, 2);
        json.writeStringField("counts", runs.counts());
        json.writeEndObject();
        json.writeFieldName("bbox");
        json.writeArray(box(mask), 0, 4);
    }

    /** Left, top, width and height of a mask in pixels; zeros of an empty one. */
    static int[] box(BinaryMask mask) {
        int[] ends = {mask.width(), mask.height(), 0, 0};
        mask.forEach(pixel -> {
            int x = pixel % mask.width();
            int y = pixel / mask.width();
            ends[0] = Math.min(ends[0], x);
            ends[1] = Math.min(ends[1], y);
            ends[2] = Math.max(ends[2], x + 1);
            ends[3] = Math.max(ends[3], y + 1);
        });
        return mask.area() == 0 ? new int[4] : new int[] {ends[0], ends[1], ends[2] - ends[0], ends[3] - ends[1]};
    }
}
