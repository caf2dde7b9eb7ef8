package org.ctbench.datasets.verify;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something found about one image, or file, of one split.
 *
 * @param kind what
 * @param split split, {@code covidx-ct-v1/test}
 * @param image name of the image, or of the file that was passed over
 * @param detail what exactly, for people
 */
public record Finding(Kind kind, String split, String image, String detail) {
    /** What can be found. */
    public enum Kind {
        /** The image has no file. */
        @JsonProperty("missing")
        MISSING("missing", true),
        /** The file ends before the picture does. */
        @JsonProperty("truncated")
        TRUNCATED("truncated", true),
        /** The file, or its mask, cannot be read. */
        @JsonProperty("unreadable")
        UNREADABLE("unreadable", true),
        /** The picture has colours: no CT slice has. */
        @JsonProperty("colour")
        COLOUR("colour", true),
        /** More than a tenth of the pixels lie outside the 8-bit range. */
        @JsonProperty("clipped")
        CLIPPED("clipped", true),
        /** Every image of the split that can be read is blank. */
        @JsonProperty("blank-split")
        BLANK_SPLIT("blank split", true),
        /** A lesion slice without a mask: nobody knows whether it has lesions. */
        @JsonProperty("no-mask")
        NO_MASK("no mask", true),
        /** No mask of the split that can be read holds a lesion: its labels mean something else, or there is nothing to find. */
        @JsonProperty("split-without-lesions")
        SPLIT_WITHOUT_LESIONS("split without lesions", true),
        /** The mask has another size than its image. */
        @JsonProperty("mask-size")
        MASK_SIZE("mask size", true),
        /** Another image, in another split, has the same bytes or the same pixels. */
        @JsonProperty("identical")
        IDENTICAL("identical", true),
        /** Another image, in another split, looks the same; neighbours in one scan do. */
        @JsonProperty("near-identical")
        NEAR_IDENTICAL("near-identical", false),
        /** The picture is not 512 x 512; COVIDx-CT v1 has some that are larger. */
        @JsonProperty("other-size")
        OTHER_SIZE("other size", false),
        /** 16-bit grey, which is clipped at 255. */
        @JsonProperty("deep")
        DEEP("16 bit", false),
        /** Nothing can be seen in the picture; see {@link org.ctbench.datasets.CtImage#isBlank()}. */
        @JsonProperty("blank")
        BLANK("blank", false),
        /** The mask holds no lesion of more than 100 pixels. */
        @JsonProperty("no-lesion")
        NO_LESION("no lesion", false),
        /** The released code loses the lesions of this mask (discrepancy D-27). */
        @JsonProperty("lesion-lost")
        LESION_LOST("lesion lost", false),
        /** A file that is neither image nor mask, told where masks are missing. */
        @JsonProperty("passed-over")
        PASSED_OVER("passed over", false);

        private final String title;
        private final boolean failure;

        Kind(String title, boolean failure) {
            this.title = title;
            this.failure = failure;
        }

        /** What people call it. */
        public String title() {
            return title;
        }

        /** True if the check fails because of it; otherwise it is for information. */
        public boolean isFailure() {
            return failure;
        }
    }
}
