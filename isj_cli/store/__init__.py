"""Files: finding, reading and writing a knowledge base."""
