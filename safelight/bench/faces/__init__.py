"""Labelled faces, and the ways of showing them that detectors find hard."""
