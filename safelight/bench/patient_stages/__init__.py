"""One stage that waits 500 ms: long enough for eight workers to leave two cores some air."""
