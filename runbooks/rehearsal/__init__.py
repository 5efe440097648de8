"""Runbooks tried without a person: their tests, run in memory."""
