"""Files with something identifying planted in a known place, and the search for what is left."""
