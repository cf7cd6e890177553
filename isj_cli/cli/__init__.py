"""The command line: options in, one function call, a view out."""
