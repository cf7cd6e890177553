"""The tools of `isj mcp`, each in a module of its own: `TOOL` describes it, `answer` answers."""
