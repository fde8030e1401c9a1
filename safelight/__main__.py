"""``python -m safelight`` is ``safelight``."""

from safelight.cli import main

main()
