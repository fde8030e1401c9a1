"""Files of weights inside packages that are never imported."""

from importlib.util import find_spec
from pathlib import Path


def packaged(package: str, file: str) -> str:
    """Return the path of a file in the folder of an installed package.

    Raises:
        ModuleNotFoundError: the package is not installed.

    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return str(Path(spec.origin).parent / file)
