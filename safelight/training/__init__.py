"""Networks of our own: what they are trained on, and how; nothing of this runs in the product."""
