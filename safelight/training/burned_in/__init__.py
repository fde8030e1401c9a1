"""Training of the network that tells letters from texture (ADR 20)."""
