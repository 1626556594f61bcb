/** What a sweep will do, decided before anything runs: trials, bundles and their predicted cost. */
package org.groksweep.driver.plan;
