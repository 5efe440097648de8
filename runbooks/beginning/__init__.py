"""A first runbook for someone who knows a procedure: a few answers become a commented file with its tests."""
