/**
 * Turns a plan into committed bundles, exactly once each, on any Hadoop file system, whatever is
 * killed when.
 *
 * <p>{@link org.groksweep.driver.run.SweepRunner} is the entry; {@link
 * org.groksweep.driver.run.BundleAttempt} is what one task does; {@link
 * org.groksweep.driver.run.SweepDirectory} knows the layout and {@link
 * org.groksweep.driver.run.Publisher} the one primitive per file system on which the protocol
 * stands.
 *
 * <h2>Who may delete what</h2>
 *
 * <ul>
 *   <li>Every driver has an id and a folder {@code _staging/<id>} with a lease that names its host,
 *       process and start. All that its attempts stage lies there and is theirs.
 *   <li>A driver is dead when its lease names this host and no process of that number and start
 *       time runs here; only then is its folder removed. A driver of another host may always live.
 *   <li>Once a bundle is committed, any other metrics file of that bundle is waste, whoever made
 *       it: its maker has lost or is about to. It may be removed at any time.
 *   <li>A metrics file of a bundle that is not committed is removed only where no other driver may
 *       live. Leaving it does no harm: the same bits will be published under the same name.
 *   <li>The parts in {@code _checkpoints/<bundle>} only save time: results are the same without
 *       them. Attempts add parts under names of their own and remove none, damaged ones included,
 *       until the bundle is committed; then all are waste, whoever kept them. One that another
 *       attempt still reads or writes then costs that attempt nothing but a lost race.
 *   <li>Where a plan makes all trials longer, the bundles before are superseded: the next run takes
 *       back their commits before it trains anything, so that no table ever mixes both lengths.
 *       What they held is kept in {@code _states/<trial>} until the longer trial is committed. Such
 *       a plan is not stored while another driver may live.
 *   <li>An attempt that has committed looks once more whether its metrics file is there, and
 *       publishes it again if a cleaner was quicker. What still slips through (a cleaner that was
 *       stopped between its look and its removal) leaves a bundle that is not done, because its
 *       trials file names no existing metrics file, and the next run trains it again.
 * </ul>
 */
package org.groksweep.driver.run;
