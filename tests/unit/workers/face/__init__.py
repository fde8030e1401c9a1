"""Tests of what finds, follows and hides faces."""
