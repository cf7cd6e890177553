"""isj: a knowledge base of good practices in Dutch integrated specialist youth care."""

__version__ = "0.1.0"
