"""The commands of `isj assess`, one a module."""
