"""The flow: which handler takes which event, the runner, the embedded log, the sweeper."""
