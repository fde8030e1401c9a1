"""Stages that compute for a long time without giving way, as rendering a video does."""
