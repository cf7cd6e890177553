"""Dutch search: the only part of the program that imports whoosh."""
