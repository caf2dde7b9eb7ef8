/**
 * Networks of other frameworks under our protocol: a model card says how a slice becomes the network's input, and golden
 * pairs of image and output prove it; start at {@link org.ctbench.harness.card.CardedNetwork}.
 */
package org.ctbench.harness.card;
