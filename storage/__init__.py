"""All state: the database, the event log, the blobs and their keys."""
