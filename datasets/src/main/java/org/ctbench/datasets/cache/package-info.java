/**
 * Decoded and resized slices, kept on disk. Start at {@link org.ctbench.datasets.cache.SliceCache}.
 *
 * <p>Slices stand in packs of up to 1 GiB, {@code 0001.pack}, each with a journal {@code 0001.journal} of fixed records
 * that says what stands where. A process appends to a pack that it has locked and reads all packs. An entry exists when
 * its journal record does, which is written last; every record and every slice carries a checksum. So a crash, a full
 * disk or a damaged file costs the entries it touches and nothing else: they are decoded again.
 */
package org.ctbench.datasets.cache;
