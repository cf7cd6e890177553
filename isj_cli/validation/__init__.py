"""Checking files: what contributors and CI are told."""
