"""The servers that the distributed run stands on, started here for demo, benchmarks and tests."""
