/**
 * The page that shows what a sweep found: one HTML file that needs no network.
 *
 * <p>Each figure is one {@link org.groksweep.analysis.report.Figure}: it asks SQL of the sweep's
 * tables, aggregates only, and answers with charts and with the SQL that they were drawn from.
 * {@link org.groksweep.analysis.report.ReportPage} puts figures, tables and provenance into one
 * page.
 */
package org.groksweep.analysis.report;
