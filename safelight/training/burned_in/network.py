"""The network, in PyTorch. It runs in an environment of its own (``fit.py``)."""

import torch
from torch import Tensor, nn
from torch.nn import functional


class LetterNetwork(nn.Module):
    """Tells for each block of 2 × 2 pixels whether it lies on a line of text, and on its ink.

    Small, and shaped like a U (Ronneberger et al., MICCAI 2015): blocks of 2 to 16 pixels on the
    way down, two residual ones on each level, and back up with what the way down saw.
    """

    def __init__(self) -> None:
        super().__init__()
        self.enter = nn.Sequential(_seen(3, 16, side=5, step=2), _seen(16, 16))
        self.by_4 = nn.Sequential(_seen(16, 32, step=2), _Residual(32), _Residual(32))
        self.by_8 = nn.Sequential(_seen(32, 80, step=2), _Residual(80), _Residual(80, apart=2))
        self.by_16 = nn.Sequential(_seen(80, 128, step=2), _Residual(128), _Residual(128, apart=2))
        self.to_8, self.at_8 = nn.Conv2d(128, 80, 1), _seen(80, 80)
        self.to_4, self.at_4 = nn.Conv2d(80, 32, 1), _seen(32, 32)
        self.to_2, self.at_2 = nn.Conv2d(32, 16, 1), _seen(16, 16)
        self.leave = nn.Conv2d(16, 2, 1)

    def forward(self, picture: Tensor) -> Tensor:
        """Return the odds' logarithms, N × 2 × H/2 × W/2, of N × 3 × H × W, 0 to 255.

        Both sides are multiples of 16.
        """
        by_2 = self.enter(picture / 127.5 - 1)
        by_4 = self.by_4(by_2)
        by_8 = self.by_8(by_4)
        by_16 = self.by_16(by_8)
        by_8 = self.at_8(by_8 + _larger(self.to_8(by_16)))
        by_4 = self.at_4(by_4 + _larger(self.to_4(by_8)))
        by_2 = self.at_2(by_2 + _larger(self.to_2(by_4)))
        return self.leave(by_2)


class _Residual(nn.Module):
    def __init__(self, channels: int, apart: int = 1) -> None:
        super().__init__()
        self.first = _seen(channels, channels, apart=apart)
        self.second = _convolved(channels, channels, apart=apart)

    def forward(self, seen: Tensor) -> Tensor:
        return functional.relu(seen + self.second(self.first(seen)))


def _convolved(given: int, made: int, *, side: int = 3, step: int = 1, apart: int = 1) -> nn.Module:
    around = apart * (side // 2)
    convolution = nn.Conv2d(given, made, side, step, around, dilation=apart, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(made))


def _seen(given: int, made: int, *, side: int = 3, step: int = 1, apart: int = 1) -> nn.Module:
    made_ = _convolved(given, made, side=side, step=step, apart=apart)
    return nn.Sequential(made_, nn.ReLU(inplace=True))


def _larger(seen: Tensor) -> Tensor:
    return functional.interpolate(seen, scale_factor=2.0, mode="nearest")


class Likelihoods(nn.Module):
    """A trained network, of which likelihoods are wanted: what is written to the file."""

    def __init__(self, network: LetterNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, picture: Tensor) -> Tensor:
        """Return likelihoods, N × 2 × H/2 × W/2, 0 to 1."""
        return torch.sigmoid(self.network(picture))
