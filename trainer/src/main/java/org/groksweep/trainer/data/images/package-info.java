/** Images in the IDX files of MNIST, and how they become examples. */
package org.groksweep.trainer.data.images;
