/** Tasks on which the implicit bias of factored linear models shows: Lyu et al. (2023). */
package org.groksweep.trainer.data.factored;
