"""Rows into response bodies."""
