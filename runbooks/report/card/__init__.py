"""The card: a procedure for paper, made of the runbook alone."""
