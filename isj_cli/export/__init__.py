"""Other forms of the knowledge base, made from it and safe to throw away."""
