"""A fuzzer of our own: bent files through the real pool, and what must hold for every one.

``make fuzz`` runs it at full length, ``test_fuzz.py`` for a few hundred files of each format. A
green run proves nothing about files that it did not make; it makes the same ones for one seed.
"""
