"""The demo: accounts, and sample media sent the way that every upload takes."""
