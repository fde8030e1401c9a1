"""Stages that wait instead of computing, to measure what is around stages."""
