"""The graph of a runbook to look at: as Mermaid text and as a picture."""
