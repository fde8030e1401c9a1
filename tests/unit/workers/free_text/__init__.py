"""Tests of the scanner of free text."""
