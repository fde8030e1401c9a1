"""Identity in free text: captions, comments, and what was read from pictures."""
