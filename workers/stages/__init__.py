"""The stages, one file each; :mod:`workers.registry` finds them here."""
