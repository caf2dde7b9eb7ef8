package org.ctbench.harness.audit.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/**
 * The known discrepancies, in the order of their numbers.
 *
 * @param schema {@value #SCHEMA}
 * @param paper id of the paper that they are about, with its predecessors
 * @param entries the discrepancies
 */
public record Ledger(String schema, String paper, List<Entry> entries) {
    /** Schema of the ledgers that this version reads. */
    public static final String SCHEMA = "ctbench/ledger/1";

    private static final String RESOURCE = "/org/ctbench/harness/audit/ledger.yaml";

    public Ledger {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "write " + SCHEMA);
        }
        Objects.requireNonNull(paper, "paper");
        Objects.requireNonNull(entries, "entries");
        entries = List.copyOf(entries);
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).id().compareTo(entries.get(i).id()) >= 0) {
                throw new InvalidValue(
                        "entries[" + i + "].id",
                        entries.get(i).id() + " stands after "
                                + entries.get(i - 1).id(),
                        "order the entries by number, each once");
            }
        }
    }

    /** The ledger that ships with ctbench. */
    public static Ledger shipped() throws IOException {
        try (InputStream in = Ledger.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the ledger is not packaged");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Documents.parseYaml(text, "ledger.yaml (shipped)", Ledger.class);
        }
    }

    /** @throws UserException if there is no such entry */
    public Entry entry(String id) {
        List<String> ids = entries.stream().map(Entry::id).toList();
        return entries.stream()
                .filter(e -> e.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserException("no entry '" + id + "'", "ledger", Suggestion.hint(id, ids)));
    }
}
