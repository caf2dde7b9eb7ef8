/**
 * The tape: tensors, scopes and differentiation, for every engine that brings a {@link org.ctbench.models.tape.Device}.
 *
 * <p>RoIAlign, losses and what only moves elements are loops here, whatever the device; where it computes outside host memory,
 * they run on copies. Gradients of intermediate tensors go as soon as they have been passed on, and are overwritten in place
 * when nobody else holds them.
 */
package org.ctbench.models.tape;
