/**
 * The Affinity model of Ter-Sarkisov (Applied Soft Computing 116, 2022, 108261): lesion segmentation and image
 * classification in one shot; start at {@link org.ctbench.models.affinity.AffinityProvider}.
 */
package org.ctbench.models.affinity;
