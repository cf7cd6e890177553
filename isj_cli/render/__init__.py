"""Views: for people (rich) and for programs. The only part of the program that imports rich."""
