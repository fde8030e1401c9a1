"""A stage that waits instead of computing, to measure what is around stages."""
