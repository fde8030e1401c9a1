"""Runs presidio's image analyser, alone in its own environment: files in, boxes out, as JSON."""

import json
import sys
import time

from PIL import Image
from presidio_engine import analyzer
from presidio_image_redactor import ImageAnalyzerEngine


def main() -> None:
    """Analyse the files that are named."""
    engine = ImageAnalyzerEngine(analyzer_engine=analyzer())
    found, seconds = [], []
    for path in json.load(sys.stdin):
        image = Image.open(path)
        image.load()
        started = time.perf_counter()
        boxes = engine.analyze(image)
        seconds.append(time.perf_counter() - started)
        found.append([(b.left, b.top, b.left + b.width, b.top + b.height) for b in boxes])
    json.dump({"found": found, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
