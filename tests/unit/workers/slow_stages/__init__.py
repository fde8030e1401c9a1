"""A stage that takes longer than anyone waits."""
