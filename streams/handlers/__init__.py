"""What is done about events: one module per handler."""
