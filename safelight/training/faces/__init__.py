"""The networks that find faces, made of those that packages carry."""
