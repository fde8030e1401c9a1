"""Tests of the stages, the imaging behind them, and the pool that runs them."""
