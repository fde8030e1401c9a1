"""What other tools are run by, each in an environment of its own."""
