"""The steps of `isj assess`, each in a module named after it, and what they share."""
