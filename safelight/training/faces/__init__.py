"""CenterFace in eight bits."""
