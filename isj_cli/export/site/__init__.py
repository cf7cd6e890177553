"""The website: every page in Dutch and, with its labels, in English below `en/`."""
