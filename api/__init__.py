"""The HTTP API. Decodes no image and knows no stage."""
