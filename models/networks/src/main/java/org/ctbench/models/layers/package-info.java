/**
 * Layers and the tree they form; start at {@link org.ctbench.models.layers.Module}.
 *
 * <p>A tree of modules is built without an engine: names, shapes and counts are known at once. {@link
 * org.ctbench.models.layers.Module#allocate} gives it memory and initial values. Names and their order equal those of
 * torchvision's state dicts, so that weight files map one to one. Not thread safe, as the engine is not.
 */
package org.ctbench.models.layers;
