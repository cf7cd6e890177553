"""Asking people questions in a terminal."""
