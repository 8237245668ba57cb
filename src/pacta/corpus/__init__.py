"""A corpus too large for one machine or one sitting: cut into partitions, read by an engine that spreads them over
processes or a cluster, written as Parquet. The stages are those of `pacta.pipeline`."""
