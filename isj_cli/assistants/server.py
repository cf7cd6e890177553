"""The server: it speaks the protocol over stdin and stdout, with the SDK of its makers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import anyio
import anyio.to_thread
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from isj_cli import __version__
from isj_cli.assistants.tool import Tool, brief
from isj_cli.domain.errors import IsjError
from isj_cli.domain.text import one_line, seen
from isj_cli.domain.words import nearest
from isj_cli.locale import _

Answering = Callable[[Tool, Mapping[str, Any]], dict[str, Any]]
LONGEST_ERROR = 1000  # signs
READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def serve(tools: Sequence[Tool], instructions: str, answer: Answering) -> None:
    """Answer an assistant until it closes stdin.

    `answer` is called with a tool and the arguments as they came, one call after the other, and
    raises `IsjError` with a sentence that the assistant may read. Nothing but the protocol reaches
    stdout: what anything else writes there goes to stderr.
    """
    anyio.run(_serve, _server(tools, instructions, answer))


async def _serve(server: Server[Any]) -> None:
    try:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())
    except* OSError:
        pass  # the assistant has gone


def _server(tools: Sequence[Tool], instructions: str, answer: Answering) -> Server[Any]:
    known = {tool.name: tool for tool in tools}
    one_by_one = anyio.CapacityLimiter(1)

    async def list_tools(
        _context: Any, _params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in tools])

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        def answered() -> types.CallToolResult:
            try:
                if params.name not in known:
                    raise _no_tool(params.name, list(known))
                return _answered(answer(known[params.name], params.arguments or {}))
            except IsjError as error:
                return _refused(str(error))

        return await anyio.to_thread.run_sync(answered, limiter=one_by_one)

    return Server(
        "isj",
        version=__version__,
        title=_("Good practices in Dutch integrated specialist youth care"),
        instructions=instructions,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=_(tool.title),
        description=_(tool.description),
        input_schema=tool.input_schema(),
        output_schema=dict(tool.output),
        annotations=READ_ONLY,
    )


def _answered(data: dict[str, Any]) -> types.CallToolResult:
    """Return an answer, as data and as the same data in text for whoever reads only that."""
    text = json.dumps(data, ensure_ascii=False)
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], structured_content=data
    )


def _refused(sentence: str) -> types.CallToolResult:
    text = seen(one_line(sentence))[:LONGEST_ERROR]
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=True)


def _no_tool(name: str, known: Sequence[str]) -> IsjError:
    if near := nearest(name, known):
        text = _("There is no tool '{name}'; did you mean {near}?")
        return IsjError(text.format(name=brief(name), near=_(" or ").join(near)))
    text = _("There is no tool '{name}'; there are: {known}.")
    return IsjError(text.format(name=brief(name), known=", ".join(known)))
