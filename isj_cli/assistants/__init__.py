"""Answering assistants over the Model Context Protocol; the only place that imports its SDK."""
