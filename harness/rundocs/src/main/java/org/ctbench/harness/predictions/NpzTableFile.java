package org.ctbench.harness.predictions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.ctbench.splits.documents.UserException;

/**
 * Arrays of numpy, as {@code numpy.savez} and {@code savez_compressed} write them. An array as long as that of the images is a
 * column; one of two axes {@code [N, C]} is the columns {@code name[0]} and so on, or, beside an array {@value #CLASSES} of C names,
 * the columns of these names. Other arrays are passed over.
 *
 * @param image name of the array that names the images
 */
record NpzTableFile(String image) implements TableFile {
    private static final String CLASSES = "classes";
    private static final String SUFFIX = ".npy";

    /** All arrays of a file together, unpacked: as much as a file of another format may have. */
    private static final int LARGEST = 256 << 20;

    /** Columns of all arrays of two axes together. */
    private static final int MOST_COLUMNS = 10_000;

    /** Rows of a file. */
    private static final int MOST_ROWS = 10_000_000;

    @Override
    public void read(byte[] bytes, String file, Rows rows) {
        try {
            read(arrays(bytes), rows);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    "the arrays cannot be read: " + e.getMessage(),
                    file,
                    "write the file with numpy.savez(FILE, " + image + "=names, probabilities=values, " + CLASSES
                            + "=names of the columns)",
                    e);
        }
    }

    private void read(Map<String, NumpyArray> arrays, Rows rows) throws IOException {
        NumpyArray images = arrays.get(image);
        if (images == null || images.axes() != 1 || images.length() > MOST_ROWS) {
            throw new IOException(
                    "no '" + image + "' of one axis, with the names of the images, is among " + arrays.keySet());
        }
        List<String> columns = new ArrayList<>();
        List<Column> places = new ArrayList<>();
        arrays.forEach((name, array) -> add(name, array, arrays.get(CLASSES), images.length(), columns, places));
        rows.header(columns, 0);
        for (int row = 0; row < images.length(); row++) {
            List<String> cells = new ArrayList<>(places.size());
            for (Column place : places) {
                cells.add(place.array.text(row, place.index));
            }
            rows.row(cells, row);
        }
    }

    /** Where the cells of a column are. */
    private record Column(NumpyArray array, int index) {}

    private static void add(
            String name, NumpyArray array, NumpyArray classes, int rows, List<String> columns, List<Column> places) {
        if (array.axes() == 1 && array.length() == rows) {
            columns.add(name);
            places.add(new Column(array, 0));
        } else if (array.axes() == 2 && array.length() == rows && array.width() <= MOST_COLUMNS - columns.size()) {
            boolean named = classes != null && classes.axes() == 1 && classes.length() == array.width();
            for (int c = 0; c < array.width(); c++) {
                columns.add(named ? classes.text(c, 0) : name + "[" + c + "]");
                places.add(new Column(array, c));
            }
        }
    }

    private static Map<String, NumpyArray> arrays(byte[] bytes) throws IOException {
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        int left = LARGEST;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String file = entry.getName();
                byte[] content = zip.readNBytes(left + 1);
                if (content.length > left) {
                    throw new IOException("they are larger than " + (LARGEST >> 20) + " MiB");
                }
                left -= content.length;
                String name = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
                if (arrays.put(name, NumpyArray.of(name, content)) != null) {
                    throw new IOException("two are called '" + name + "'");
                }
            }
        }
        if (arrays.isEmpty()) {
            throw new IOException("the file holds none");
        }
        return arrays;
    }
}
