/**
 * Lists of CT slices and the locks that pin them.
 *
 * <p>Knows file names, patients and classes; knows no pixel, model or metric. All types are immutable. Files are read
 * strictly: one bad line fails the whole list and is named with its number.
 */
package org.ctbench.splits;
