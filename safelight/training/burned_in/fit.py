"""Train the network on crops that are drawn meanwhile, and write it as ONNX.

Run by ``safelight train letters`` in an environment of its own, with the project on its path:
``python fit.py STEPS SEED FILE``. Prints the number of each step with the mean loss so far.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import numpy as np
import skimage
import sklearn
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, IterableDataset

from safelight.training.burned_in.crops import crops
from safelight.training.burned_in.network import LetterNetwork, Likelihoods

_GROUNDS, _BATCH = 900, 16
_RATE, _DECAY, _WARM_UP = 2e-3, 1e-3, 0.08
_TEXT_COUNTS = 3.0
"""Pixels of text are few, and count so many times."""

_FORGET = 0.02
_OPSET = 17


class _Crops(IterableDataset):
    def __init__(self, seed: int) -> None:
        self._seed = seed

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        for crop in crops(self._seed, _GROUNDS, _photographs()):
            picture = torch.from_numpy(crop.picture.transpose(2, 0, 1).copy())
            yield picture, torch.stack([torch.from_numpy(crop.line), torch.from_numpy(crop.ink)])


def _photographs() -> list[np.ndarray]:
    """Return a temple and a flower (scikit-learn), an officer (Matplotlib) and galaxies."""
    folder = Path(sklearn.__path__[0]) / "datasets" / "images"
    files = [
        *sorted(folder.glob("*.jpg")),
        Path(mpl.get_data_path()) / "sample_data" / "grace_hopper.jpg",
        Path(skimage.__path__[0]) / "data" / "hubble_deep_field.jpg",
    ]
    return [np.asarray(Image.open(path)) for path in files]


def main() -> None:
    """Train for as many steps as the arguments say."""
    steps, seed, path = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    torch.manual_seed(seed)
    network = LetterNetwork().to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, steps, pct_start=_WARM_UP)
    batches = iter(DataLoader(_Crops(seed), batch_size=_BATCH, num_workers=1, prefetch_factor=4))
    mean = None
    for step in range(1, steps + 1):
        loss = _loss(network, *next(batches))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        mean = loss.item() if mean is None else (1 - _FORGET) * mean + _FORGET * loss.item()
        sys.stdout.write(f"{step} {mean:.4f}\n")
        sys.stdout.flush()
        if step % 1000 == 0 or step == steps:
            _write(network, path)


def _loss(network: LetterNetwork, pictures: Tensor, drawn: Tensor) -> Tensor:
    """Return cross-entropy, with text counting more, and what Dice's coefficient lacks of one."""
    wanted = functional.avg_pool2d(drawn.float() / 255, 2)
    wanted[:, 0] = (wanted[:, 0] > 0.5).float()
    with torch.autocast("cpu", torch.bfloat16):
        odds = network(pictures.float().contiguous(memory_format=torch.channels_last))
    odds = odds.float()
    entropy = functional.binary_cross_entropy_with_logits(odds, wanted, reduction="none")
    entropy *= torch.where(wanted > 0.5, _TEXT_COUNTS, 1.0)
    likely = odds.sigmoid()
    common = (likely * wanted).sum((0, 2, 3))
    dice = (2 * common + 1) / ((likely + wanted).sum((0, 2, 3)) + 1)
    return 2 * entropy.mean() + (1 - dice).mean()


def _write(network: LetterNetwork, path: Path) -> None:
    network.eval()
    axes = {0: "pictures", 2: "height", 3: "width"}
    torch.onnx.export(
        Likelihoods(network), (torch.zeros(1, 3, 64, 64),), str(path), opset_version=_OPSET,
        input_names=["picture"], output_names=["likelihoods"], dynamo=False,
        dynamic_axes={"picture": axes, "likelihoods": axes},
    )  # fmt: skip
    network.train()


if __name__ == "__main__":
    main()
