"""The Faust agents: one per queue, all alike, acknowledging by hand in one place."""
