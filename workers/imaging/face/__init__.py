"""Faces in pictures: networks that see them, and the policy that joins what they say."""
