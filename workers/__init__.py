"""CPU work on untrusted bytes: stages, imaging, the process pool. No state, no network."""
