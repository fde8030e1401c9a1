"""Runs presidio's analyzer, alone in its own environment: texts in, spans out, as JSON."""

import json
import sys
import time

from presidio_engine import analyzer


def main() -> None:
    """Analyse what comes in."""
    engine = analyzer()
    texts = json.load(sys.stdin)
    engine.analyze("warm", language="en")
    started = time.perf_counter()
    found = [[(r.start, r.end) for r in engine.analyze(text, language="en")] for text in texts]
    json.dump({"found": found, "seconds": time.perf_counter() - started}, sys.stdout)


if __name__ == "__main__":
    main()
