"""Makers of test data; nothing here is a copy of anybody's."""
