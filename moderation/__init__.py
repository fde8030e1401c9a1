"""The state transitions of submissions and accounts, each with its event, in one unit of work."""
