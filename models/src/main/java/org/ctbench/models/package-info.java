/** To be described. */
package org.ctbench.models;
