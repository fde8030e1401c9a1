"""One stage that waits 200 ms."""
