/**
 * The two tables as Parquet files: their schema, a streaming writer that checks what it wrote, and
 * the digest by which metrics are named.
 *
 * <p>Encodings are what Spark's vectorized reader knows: version 2 pages, zstd, a dictionary only
 * for texts that repeat, no BYTE_STREAM_SPLIT.
 */
package org.groksweep.trainer.parquet;
