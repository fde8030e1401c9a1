"""Benchmarks of the pipeline: ratios to the least that the same work could take, side by side."""
