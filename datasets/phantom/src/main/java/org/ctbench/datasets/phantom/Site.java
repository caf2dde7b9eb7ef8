package org.ctbench.datasets.phantom;

/** Where slices come from: each has its scanner and its way to export. */
enum Site {
    /** Classification slices, {@code phantom-covidx}. */
    COVIDX("phantom-covidx", -470, 1300, 0.7),
    /** Slices with lesion masks, {@code phantom-lesion}. */
    LESION("phantom-lesion", -500, 1350, 0.7),
    /** External slices, {@code phantom-ictcf}: another window, a sharper kernel, more noise, no table, a closer view. */
    ICTCF("phantom-ictcf", -380, 950, 0.1);

    private final String folder;
    private final double level;
    private final double width;
    private final double tables;

    Site(String folder, double level, double width, double tables) {
        this.folder = folder;
        this.level = level;
        this.width = width;
        this.tables = tables;
    }

    /** Folder below the root; also the id of the data set. */
    String folder() {
        return folder;
    }

    /** Usual centre of the window in HU. */
    double level() {
        return level;
    }

    /** Usual width of the window in HU. */
    double width() {
        return width;
    }

    /** Share of scans that show the table. */
    double tables() {
        return tables;
    }
}
