package org.ctbench.harness.coco;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * What an annotation file says of images and categories; its annotations are not read.
 *
 * @param images name of the file of each image, by its id as it is written
 * @param categories ids of the categories as they are written, sorted
 * @param digest of the file
 */
public record CocoAnnotations(Map<String, String> images, List<String> categories, Sha256 digest) {
    public CocoAnnotations {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
        categories = List.copyOf(categories);
    }

    /**
     * An image to write.
     *
     * @param file its name
     * @param truth its size and lesions, if they are known
     */
    public record Image(String file, Optional<Truth> truth) {}

    /**
     * What is in an image.
     *
     * @param size of the image
     * @param lesions a mask of each
     */
    public record Truth(ImageSize size, List<BinaryMask> lesions) {
        public Truth {
            lesions = List.copyOf(lesions);
        }
    }

    /**
     * Writes the annotation file of a split, replacing an older one: image ids are numbers from 1, as in {@link CocoResults}, and
     * the one category is called lesion.
     */
    public static void write(Path file, List<Image> images) throws IOException {
        CocoFiles.write(file, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("images");
            for (int i = 0; i < images.size(); i++) {
                json.writeStartObject();
                json.writeNumberField("id", i + 1);
                json.writeStringField("file_name", images.get(i).file());
                Optional<ImageSize> size = images.get(i).truth().map(Truth::size);
                if (size.isPresent()) {
                    json.writeNumberField("height", size.get().height());
                    json.writeNumberField("width", size.get().width());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("annotations");
            int id = 1;
            for (int i = 0; i < images.size(); i++) {
                for (BinaryMask lesion :
                        images.get(i).truth().map(Truth::lesions).orElse(List.of())) {
                    annotation(json, id++, i + 1, lesion);
                }
            }
            json.writeEndArray();
            json.writeArrayFieldStart("categories");
            json.writeStartObject();
            json.writeNumberField("id", CocoResults.CATEGORY);
            json.writeStringField("name", "lesion");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void annotation(JsonGenerator json, int id, int image, BinaryMask lesion) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", id);
        json.writeNumberField("image_id", image);
        json.writeNumberField("category_id", CocoResults.CATEGORY);
        CocoResults.mask(json, RunLengths.of(lesion), lesion);
        json.writeNumberField("area", lesion.area());
        json.writeNumberField("iscrowd", 0);
        json.writeEndObject();
    }

    /**
     * Reads the images and categories of a file.
     *
     * @throws UserException if it is no annotation file, or an image lacks its id or name, or two have one id
     */
    public static CocoAnnotations read(Path file) throws IOException {
        Map<String, String> images = new LinkedHashMap<>();
        TreeSet<String> categories = new TreeSet<>();
        List<String> keys = new ArrayList<>();
        Sha256 digest = CocoFiles.read(file, parser -> {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String key = parser.currentName();
                    boolean list = parser.nextToken() == JsonToken.START_ARRAY;
                    if (list && key.equals("images")) {
                        keys.add(key);
                        items(parser, (id, name) -> image(file, id, name, images));
                    } else if (list && key.equals("categories")) {
                        items(parser, (id, name) -> categories.add(id));
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        });
        if (keys.isEmpty()) {
            throw new UserException(
                    "the file has no list of images",
                    file.toString(),
                    "name an annotation file of COCO, as `ctbench predictions template` writes it for a split with lesions");
        }
        return new CocoAnnotations(images, List.copyOf(categories), digest);
    }

    /** Is told of an item of a list. */
    @FunctionalInterface
    private interface Item {
        void add(String id, String name);
    }

    /** An item's id and file name; empty where it lacks one. */
    private static void items(JsonParser parser, Item each) throws IOException {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            String id = "";
            String name = "";
            while (token == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                boolean scalar = parser.nextToken().isScalarValue();
                id = scalar && key.equals("id") ? parser.getText() : id;
                name = scalar && key.equals("file_name") ? parser.getText() : name;
                parser.skipChildren();
            }
            parser.skipChildren();
            each.add(id, name);
        }
    }

    private static void image(Path file, String id, String name, Map<String, String> images) {
        String problem = "";
        if (id.isEmpty() || name.isEmpty()) {
            problem = "image " + (images.size() + 1) + " lacks its id or file_name";
        } else if (images.putIfAbsent(id, name) != null) {
            problem = "two images have the id " + id;
        }
        if (!problem.isEmpty()) {
            throw new UserException(problem, file.toString(), "give each image an id of its own and its file_name");
        }
    }
}
