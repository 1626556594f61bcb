/** The task {@code linear-teacher}: regression on a linear map with given singular values. */
package org.groksweep.trainer.data.linear;
