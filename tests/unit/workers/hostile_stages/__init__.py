"""Stages that do what a hostile file might make a decoder do; found by ``package=``."""
