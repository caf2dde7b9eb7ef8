/** GPUs of a machine, as their driver's program tells. */
package org.ctbench.models.device;
