"""What each part of the header cleaning does."""
