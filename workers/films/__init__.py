"""Long films, worked on in parts: the steps that stages have them go through."""
