package org.ctbench.splits.table;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ctbench.splits.Classes.SliceClass;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.lists.SplitFetcher;

/**
 * The splits of a data set as Croissant 1.1 (JSON-LD, http://mlcommons.org/croissant/1.1): each manifest with its digest, the
 * published lists that they come from, and a record set with a row for each image. Images are not described.
 */
public final class Croissant {
    private static final String VERSION = "http://mlcommons.org/croissant/1.1";
    private static final Set<String> NUMBERS = Set.of("slice", "xmin", "ymin", "xmax", "ymax");
    private static final Map<String, String> MEANING =
            Map.of("train", "cr:TrainingSplit", "val", "cr:ValidationSplit", "test", "cr:TestSplit");

    /**
     * What Croissant demands and no lock knows.
     *
     * @param url page of the data set
     * @param licence URL of the licence, or of what stands for it
     * @param persons creators; one of the two lists is not empty
     * @param organizations creators
     * @param published date of publication
     */
    public record About(URI url, URI licence, List<String> persons, List<String> organizations, LocalDate published) {}

    private Croissant() {}

    /** The JSON-LD document; paths of manifests in it begin at the data folder. */
    public static String of(DataSetLock lock, About about) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", context());
        document.put("@type", "sc:Dataset");
        document.put("conformsTo", VERSION);
        document.put("name", lock.id());
        document.put(
                "description",
                lock.title() + ": which image is in which of " + lock.splits().size()
                        + " splits, by name, class, patient and scan where they are known. The images are not included.");
        document.put("url", about.url().toString());
        document.put("license", about.licence().toString());
        document.put("creator", creators(about));
        document.put("datePublished", about.published().toString());
        document.put("distribution", files(lock));
        document.put("recordSet", recordSets(lock));
        return Documents.toJson(document);
    }

    private static Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("@language", "en");
        context.put("@vocab", "http://schema.org/");
        context.put("sc", "http://schema.org/");
        context.put("cr", "http://mlcommons.org/croissant/");
        context.put("dct", "http://purl.org/dc/terms/");
        context.put("conformsTo", "dct:conformsTo");
        for (String term : List.of(
                "column", "extract", "field", "fileObject", "key", "recordSet", "references", "source", "value")) {
            context.put(term, "cr:" + term);
        }
        context.put("data", row("@id", "cr:data", "@type", "@json"));
        context.put("dataType", row("@id", "cr:dataType", "@type", "@vocab"));
        return context;
    }

    private static List<Map<String, Object>> creators(About about) {
        return Stream.concat(
                        about.persons().stream().map(name -> node("sc:Person", Map.of("name", name))),
                        about.organizations().stream().map(name -> node("sc:Organization", Map.of("name", name))))
                .toList();
    }

    private static List<Map<String, Object>> files(DataSetLock lock) {
        List<Map<String, Object>> files = new ArrayList<>();
        for (SplitLock split : lock.splits()) {
            files.add(file(
                    manifest(split),
                    split.name() + ".csv",
                    manifest(split),
                    "text/csv",
                    split.manifest().hex()));
            split.list().filter(list -> list.published().isPresent()).ifPresent(list -> files.add(published(list)));
        }
        return files;
    }

    private static Map<String, Object> published(ListLock list) {
        Map<String, Object> file = file(
                list.file(),
                list.file(),
                SplitFetcher.address(list.published().orElseThrow()).toString(),
                "text/plain",
                list.sha256().hex());
        file.put("contentSize", list.bytes() + " B");
        return file;
    }

    private static Map<String, Object> file(String id, String name, String url, String format, String sha256) {
        Map<String, Object> file = node("cr:FileObject", Map.of("@id", id));
        file.put("name", name);
        file.put("contentUrl", url);
        file.put("encodingFormat", format);
        file.put("sha256", sha256);
        return file;
    }

    private static List<Map<String, Object>> recordSets(DataSetLock lock) {
        List<Map<String, Object>> sets = new ArrayList<>();
        List<SliceClass> classes = lock.classes().all();
        if (!classes.isEmpty()) {
            Map<String, Object> set = recordSet("classes", "name");
            set.put("dataType", "sc:Enumeration");
            set.put("field", List.of(field("classes", "name", "sc:Text"), field("classes", "label", "sc:Integer")));
            set.put(
                    "data",
                    classes.stream()
                            .map(one -> row("classes/name", one.name(), "classes/label", one.label()))
                            .toList());
            sets.add(set);
        }
        Map<String, Object> splits = recordSet("splits", "name");
        splits.put("dataType", "cr:Split");
        splits.put("field", List.of(field("splits", "name", "sc:Text"), field("splits", "url", "sc:URL")));
        splits.put(
                "data",
                lock.splits().stream()
                        .map(split -> row(
                                "splits/name",
                                split.name(),
                                "splits/url",
                                MEANING.getOrDefault(split.name(), "cr:Split")))
                        .toList());
        sets.add(splits);
        lock.splits().forEach(split -> sets.add(images(split, !classes.isEmpty())));
        return sets;
    }

    private static Map<String, Object> images(SplitLock split, boolean classes) {
        String id = split.id();
        List<Map<String, Object>> fields = new ArrayList<>();
        for (String column : Manifests.COLUMNS) {
            Map<String, Object> field = field(id, column, NUMBERS.contains(column) ? "sc:Integer" : "sc:Text");
            field.put("source", row("fileObject", ref(manifest(split)), "extract", Map.of("column", column)));
            if (classes && column.equals("class")) {
                field.put("references", ref("classes/name"));
            }
            fields.add(field);
        }
        Map<String, Object> which = field(id, "split", "sc:Text");
        which.put("value", split.name());
        which.put("references", ref("splits/name"));
        fields.add(which);
        Map<String, Object> set = recordSet(id, "image");
        set.put("description", split.images() + " images; an empty cell means that the value is unknown");
        set.put("field", fields);
        return set;
    }

    private static Map<String, Object> recordSet(String id, String key) {
        Map<String, Object> set = node("cr:RecordSet", Map.of("@id", id));
        set.put("name", id);
        set.put("key", ref(id + "/" + key));
        return set;
    }

    private static Map<String, Object> field(String set, String name, String type) {
        Map<String, Object> field = node("cr:Field", Map.of("@id", set + "/" + name));
        field.put("name", name);
        field.put("dataType", type);
        return field;
    }

    private static Map<String, Object> node(String type, Map<String, Object> one) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("@type", type);
        node.putAll(one);
        return node;
    }

    /** In this order, as the document has the same bytes everywhere. */
    private static Map<String, Object> row(String key, Object value, String other, Object otherValue) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(key, value);
        row.put(other, otherValue);
        return row;
    }

    private static Map<String, Object> ref(String id) {
        return Map.of("@id", id);
    }

    private static String manifest(SplitLock split) {
        return Manifests.FOLDER + "/" + split.id() + ".csv";
    }
}
