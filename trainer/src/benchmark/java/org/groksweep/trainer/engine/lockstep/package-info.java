/** The lockstep engine's jobs: beside PyTorch's, and under JMH. */
package org.groksweep.trainer.engine.lockstep;
