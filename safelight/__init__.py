"""Puts the parts together: settings, the system, the command line, the demo."""
