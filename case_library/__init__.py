"""Published cases: admission, search, takedown."""
