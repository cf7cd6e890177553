"""Self-assessment: from answers to a result, and from gaps to practices that help."""
