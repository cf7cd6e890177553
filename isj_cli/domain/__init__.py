"""What the knowledge base is about: plain facts, no input or output, standard library only."""
