package org.ctbench.harness.predictions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.coco.RunLengths;
import org.ctbench.models.detection.ImageSize;

/** What one entry of a results file says, before it is checked. Its lists hold no more values than a mask can have. */
final class CocoEntry {
    private final int most;
    private String image = "";
    private boolean numbered;
    private String category = "";
    private double score = Double.NaN;
    private int[] size = {};
    private Optional<String> compressed = Optional.empty();
    private Optional<int[]> runs = Optional.empty();
    private final List<double[]> polygons = new ArrayList<>();
    private boolean tooLong;

    private CocoEntry(int most) {
        this.most = most;
    }

    /**
     * Reads the entry whose first bracket the parser is at; keys that say nothing of the mask are passed over.
     *
     * @param most pixels of the largest slice
     */
    static CocoEntry read(JsonParser json, int most) throws IOException {
        CocoEntry entry = new CocoEntry(most);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            switch (key) {
                case "image_id" -> {
                    entry.image = value.isScalarValue() ? json.getText() : "";
                    entry.numbered = value == JsonToken.VALUE_NUMBER_INT;
                }
                case "category_id" -> entry.category = value.isScalarValue() ? json.getText() : "";
                case "score" -> entry.score = value.isNumeric() ? json.getDoubleValue() : Double.NaN;
                case "segmentation" -> entry.segmentation(json);
                default -> {}
            }
            json.skipChildren();
        }
        return entry;
    }

    private void segmentation(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            long values = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                double[] polygon = numbers(json);
                values += polygon.length + 1L;
                tooLong |= values > 4L * most;
                if (!tooLong) {
                    polygons.add(polygon);
                }
            }
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (key.equals("size")) {
                    size = whole(numbers(json));
                } else if (key.equals("counts") && value == JsonToken.VALUE_STRING) {
                    compressed = Optional.of(json.getText());
                } else if (key.equals("counts") && value == JsonToken.START_ARRAY) {
                    runs = Optional.of(whole(numbers(json)));
                }
                json.skipChildren();
            }
        }
    }

    /** The numbers of the list that the parser is at, to its end; what is no number becomes NaN, and so does what is no list. */
    private double[] numbers(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return new double[] {Double.NaN};
        }
        double[] numbers = new double[16];
        int length = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (length > 4L * most) {
                tooLong = true;
            } else {
                numbers = length == numbers.length ? Arrays.copyOf(numbers, 2 * length) : numbers;
                numbers[length++] = json.currentToken().isNumeric() ? json.getDoubleValue() : Double.NaN;
            }
            json.skipChildren();
        }
        return Arrays.copyOf(numbers, length);
    }

    /** Of a value that is no whole number, -1. */
    private static int[] whole(double[] numbers) {
        return Arrays.stream(numbers)
                .mapToInt(n -> n == Math.rint(n) && Math.abs(n) < Integer.MAX_VALUE ? (int) n : -1)
                .toArray();
    }

    /** The image as it is written; empty if there is none. */
    String image() {
        return image;
    }

    /** Whether the image is a number and not a name. */
    boolean isNumbered() {
        return numbered;
    }

    /** The category as it is written; empty if there is none. */
    String category() {
        return category;
    }

    /** The score; NaN if it is none. */
    double score() {
        return score;
    }

    boolean hasMask() {
        return compressed.isPresent() || runs.isPresent() || !polygons.isEmpty() || tooLong;
    }

    /** Whether the mask says of how many rows and columns it is, and these are not those of the slice. */
    boolean hasOtherSize(ImageSize slice) {
        return (compressed.isPresent() || runs.isPresent())
                && !Arrays.equals(size, new int[] {slice.height(), slice.width()});
    }

    /** Rows and columns as the mask has them. */
    String size() {
        return Arrays.toString(size);
    }

    /**
     * The mask, on a slice of its size.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    RunLengths mask(ImageSize slice) {
        if (tooLong) {
            throw new IllegalArgumentException("it has more values than a mask can have");
        }
        int height = slice.height();
        int width = slice.width();
        return compressed
                .map(text -> RunLengths.parse(height, width, text))
                .or(() -> runs.map(lengths -> RunLengths.of(height, width, lengths)))
                .orElseGet(() -> RunLengths.ofPolygons(height, width, polygons));
    }
}
