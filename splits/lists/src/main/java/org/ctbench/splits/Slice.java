package org.ctbench.splits;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One CT slice of a split. What a data set does not tell is empty, never a placeholder.
 *
 * @param id name of the image within its data set, unique in a split: {@code NCP_96_1328_0032.png} (COVIDx-CT),
 *     {@code 12_45.jpg} (lesion slices), {@code pCT7.jpg} (iCTCF)
 * @param className class of the slice, one of its data set's; empty for lesion slices, whose labels are masks
 * @param patient patient, unique within the data set: {@code NCP_96} in COVIDx-CT (class and number, since numbers
 *     repeat across classes), {@code 12} for lesion slices; empty for iCTCF
 * @param scan scan of that patient, as the data set numbers it
 * @param number position of the slice in its scan
 * @param box bounding box of the body where the list states one
 */
public record Slice(
        String id,
        Optional<String> className,
        Optional<String> patient,
        Optional<String> scan,
        OptionalInt number,
        Optional<Box> box) {
    public Slice {
        Objects.requireNonNull(className);
        Objects.requireNonNull(patient);
        Objects.requireNonNull(scan);
        Objects.requireNonNull(number);
        Objects.requireNonNull(box);
        if (id.isBlank() || id.indexOf('/') >= 0 || id.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not an image name: '" + id + "'");
        }
    }
}
