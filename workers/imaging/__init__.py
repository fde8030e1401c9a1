"""Decoding, detecting and encoding: pure functions over arrays, without stages and zones."""
