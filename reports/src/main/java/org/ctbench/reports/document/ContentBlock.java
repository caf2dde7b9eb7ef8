package org.ctbench.reports.document;

/** One piece of a section. */
public sealed interface ContentBlock permits Paragraph, Notice, Facts, Table, Figure, Gallery {
    /** Calls the method of the visitor that is made for this kind of block. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One method for each kind of block; a writer that misses one does not compile.
     *
     * @param <R> what the writer makes of a block
     */
    interface Visitor<R> {
        R paragraph(Paragraph paragraph);

        R notice(Notice notice);

        R facts(Facts facts);

        R table(Table table);

        R figure(Figure figure);

        R gallery(Gallery gallery);
    }
}
