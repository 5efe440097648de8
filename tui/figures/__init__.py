"""Figures over time in words and drawings, for the command and for the screen: no Textual in here."""
