"""Frames with strings burned into them, drawn, to measure with; every string is made up."""
