"""Training: the same engine and the same runbook on invented incidents (checklist-rules.md, T1 to T18)."""
