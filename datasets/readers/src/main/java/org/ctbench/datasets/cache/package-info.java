/**
 * Decoded and resized slices, kept on disk. Start at {@link org.ctbench.datasets.cache.SliceCache}.
 *
 * <p>Each slice is a file, named by the digest of its source; each file, and each line of the list of digests, carries a checksum.
 * So a crash, a full disk or a damaged file costs the entries it touches and nothing else: they are made again.
 */
package org.ctbench.datasets.cache;
