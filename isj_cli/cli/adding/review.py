"""The end of the wizard: what will be written, what is wrong with it, and what to do now."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from isj_cli.cli.adding.described import Described
from isj_cli.cli.adding.question import Kind
from isj_cli.cli.adding.steps import Place, steps
from isj_cli.cli.asking.picking import Choice
from isj_cli.cli.asking.prompts import Back, Prompts, Skipped, Stopped
from isj_cli.cli.asking.screen import Head
from isj_cli.domain.finding import Finding, Severity
from isj_cli.domain.fixed import TODO
from isj_cli.domain.reviewing import today
from isj_cli.domain.text import one_line
from isj_cli.locale import _, ngettext
from isj_cli.store import drafts
from isj_cli.store.ids import is_id
from isj_cli.store.writing import write_atomically
from isj_cli.store.yaml_loader import parse


def review(prompts: Prompts, described: Described) -> Place | None:
    """Show what will be written and what is wrong with it.

    Return the question to ask anew, None where the file is to be written; raises `Stopped`.
    """
    values = described.finished()
    text = drafts.draft(values, today(), described.taxonomy)
    prompts.say("")
    prompts.say(_("This is what will be written, and explanations with it."), "bold")
    prompts.show(_bare(text))
    findings = _findings(described, text, values["id"])
    places = _places(described, text, findings) | described.unfinished()
    if lacks_id := described.lacks_id():
        known = next(step for step in steps(described.values) if step.path == ("id",))
        places["id"] = (described.label(known), _("the file needs a name that is free."), "")
    if findings:
        state = ngettext(
            "{number} place asks for attention.",
            "{number} places ask for attention.",
            len(findings),
        ).format(number=len(findings))
    else:
        state = _("The file cannot be written yet.") if lacks_id else _("It is complete.")
    write, other, show, stop = "write", "other", "show", "stop"
    can_write = is_id(values["id"]) and not lacks_id
    choices = [
        *([Choice(write, _("Write the file"))] if can_write else []),
        *(
            Choice(spot, f"{label}: {message}", description=hint)
            for spot, (label, message, hint) in places.items()
        ),
        Choice(other, _("Change another answer")),
        Choice(show, _("Show it again")),
        Choice(stop, _("Stop, and go on another time")),
    ]
    while True:
        picked = prompts.menu(Head(_("What now?"), state), choices)
        if picked == write:
            return None
        if picked == stop:
            raise Stopped
        if picked == show:
            prompts.show(_bare(text))
            continue
        try:
            spot = _other(prompts, described) if picked == other else picked
        except (Back, Skipped):
            continue
        return next(each.path for each in steps(described.values) if each.spot == spot)


def _other(prompts: Prompts, described: Described) -> str:
    """Return the question to answer anew."""
    choices = [
        Choice(
            step.spot,
            described.label(step),
            description=one_line(described.default(step))[:200],
        )
        for step in steps(described.values)
        if step.question.kind is not Kind.DOUBLES
    ]
    head = Head(_("Which answer do you want to change?"), place=_("Change another answer"))
    return prompts.one(head, choices)


def _findings(described: Described, text: str, id: str) -> list[Finding]:
    """Return what validation has against the file before it is one."""
    from isj_cli.validation.check import validate
    from isj_cli.validation.report import Selection

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{id or TODO}.yaml"
        write_atomically(path, text)
        selection = Selection(severity=Severity.WARNING)
        return list(validate(described.kb, [path], selection=selection).findings)


def _places(
    described: Described, text: str, findings: Iterable[Finding]
) -> dict[str, tuple[str, str, str]]:
    """Return the questions that findings are about: name, message and hint of each."""
    document = parse(text, Path("-"))
    found = {}
    known = [step for step in steps(described.values) if step.question.kind is not Kind.DOUBLES]
    for finding in findings:
        place = (finding.place.line, finding.place.column)
        before = [
            (at.line, at.column, len(step.path), -number, step)
            for number, step in enumerate(known)
            if ((at := document.place(step.path)).line, at.column) <= place
        ]
        if before:
            step = max(before, key=lambda each: each[:4])[4]
            found[step.spot] = (described.label(step), finding.message, finding.hint)
    return found


def _bare(text: str) -> str:
    """Return the lines of a file that are no explanation."""
    lines = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    return re.sub(r"\n{2,}(?=\S)", "\n", lines).strip()
