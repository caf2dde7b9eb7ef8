package org.ctbench.harness.predictions;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** Text whose cells are separated by one character, quoted as in RFC 4180. Empty lines are passed over. */
record DelimitedFile(char delimiter) implements TableFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Override
    public void read(byte[] bytes, String file, Rows rows) {
        String text = Documents.text(bytes, file);
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
        boolean header = true;
        try (CSVParser parser =
                format.parse(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text))) {
            for (CSVRecord record : parser) {
                List<String> cells = record.toList();
                if (cells.equals(List.of(""))) {
                    continue;
                }
                if (header) {
                    rows.header(cells, parser.getCurrentLineNumber());
                } else {
                    rows.row(cells, parser.getCurrentLineNumber());
                }
                header = false;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UserException(
                    "the quotes of the file do not match: " + e.getMessage(),
                    file,
                    "write the file again; it may be cut off",
                    e);
        }
    }
}
