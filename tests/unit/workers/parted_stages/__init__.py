"""Stages that have their work done in parts, well or badly; the medium's bytes say how."""
