"""What a page says, whatever it is shown on: a terminal, a pipe, markdown."""
