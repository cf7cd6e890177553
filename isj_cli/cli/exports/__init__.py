"""The forms that one can export to, each a command of `isj export`."""
