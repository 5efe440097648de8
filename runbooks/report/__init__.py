"""What is handed on of a session: its report, other pages made of it, its answers, its events."""
