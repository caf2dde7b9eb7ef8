package org.ctbench.harness.audit.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What contradicts what. */
public enum EntryKind {
    /** The paper contradicts itself. */
    @JsonProperty("paper-paper")
    PAPER_PAPER("paper against paper"),
    /** The paper contradicts the published lists. */
    @JsonProperty("paper-data")
    PAPER_DATA("paper against data"),
    /** The paper contradicts the released code, or is silent where the code decides. */
    @JsonProperty("paper-code")
    PAPER_CODE("paper against code"),
    /** The README of a repository contradicts itself or what it describes. */
    @JsonProperty("readme")
    README("README"),
    /** A defect of the released code. */
    @JsonProperty("code")
    CODE("defect of the code");

    private final String text;

    EntryKind(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
