"""The rules: a list of them, and the manual page of each."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence

from isj_cli.locale import N_, _
from isj_cli.render.findings import SEVERITIES
from isj_cli.render.plain import Listing
from isj_cli.validation.rule import Rule

_KINDS = {
    "Before": N_("It was:"),
    "Fails": N_("This is found:"),
    "Passes": N_("This is right:"),
}
_WIDTH = 80


def rules_listing(rules: Sequence[Rule]) -> Listing:
    """Return the rules for every format: code, severity, whether it mends, and what it asks."""
    return Listing(
        columns=("code", "severity", "fixable", "title"),
        headings=(_("code"), _("severity"), _("--fix"), _("what it asks")),
        rows=[
            (
                rule.code,
                _(SEVERITIES[rule.severity]),
                _("mends") if rule.mends else "",
                _(rule.manual.title),
            )
            for rule in rules
        ],
        items=[
            {
                "id": rule.code,
                "severity": rule.severity.value,
                "fixable": rule.mends,
                "title": _(rule.manual.title),
            }
            for rule in rules
        ],
    )


def show_manual(rule: Rule, *, pager: bool) -> None:
    """Write the manual page of a rule."""
    if not sys.stdout.isatty():
        print(manual_text(rule))
        return
    from rich.text import Text

    from isj_cli.render import terminal

    page = Text("\n").join(Text(line, style=style) for line, style in _lines(rule))
    terminal.show(page, pager=pager)


def manual_text(rule: Rule) -> str:
    """Return the manual page of a rule as plain text."""
    return "\n".join(line for line, _style in _lines(rule))


def manual_markdown(rule: Rule) -> str:
    """Return the manual page of a rule as markdown."""
    parts = [_(each) for each in (rule.manual.title, *rule.manual.paragraphs)]
    for kind, example in rule.manual.examples:
        parts += [f"**{_(_KINDS[kind])}**", f"```yaml\n{example}\n```"]
    return "\n\n".join(parts)


def _lines(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the lines of a manual page, each with its style."""
    manual = rule.manual
    kind = _(SEVERITIES[rule.severity])
    if rule.mends:
        kind = _("{severity}; 'isj validate --fix' mends it").format(severity=kind)
    yield f"{rule.code} ({kind})", "bold"
    for paragraph in (manual.title, *manual.paragraphs):
        yield "", ""
        for line in textwrap.wrap(_(paragraph), _WIDTH, break_on_hyphens=False):
            yield line, ""
    last = ""
    for name, example in manual.examples:
        yield "", ""
        if name != last:
            yield _(_KINDS[name]), "bold"
            yield "", ""
        last = name
        for line in example.split("\n"):
            yield f"    {line}".rstrip(), "red" if name == "Fails" else ""
