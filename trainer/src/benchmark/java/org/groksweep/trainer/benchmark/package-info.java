/**
 * Our training steps beside those of a peer, in one run, in turns: {@link
 * org.groksweep.trainer.benchmark.SideBySide} is the program, and each comparison says what it
 * compares. The peers are scripts in {@code src/benchmark/python}.
 */
package org.groksweep.trainer.benchmark;
