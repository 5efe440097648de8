"""Figures over time: what many sessions say together, counted from their records one by one.

Incidents and trainings are counted apart, each from its own folder, and never summed.
"""
