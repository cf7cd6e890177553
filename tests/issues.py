"""Proposals of practices, as GitHub writes the answers to the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from support import ROOT

from isj_cli.store.yaml_loader import read

FORM = ROOT / ".github/ISSUE_TEMPLATE/praktijkvoorbeeld.yml"
BODY: Any = read(FORM).mapping["body"]
QUESTIONS = {each["id"]: each["attributes"] for each in BODY if "id" in each}
AGREED = tuple(option["label"] for option in QUESTIONS["consent"]["options"])

ANSWERS = {
    "title": "Thuisteam Voorbeeldstad",
    "provenance": "Beschreven door de praktijk zelf.",
    "organisations": "- Stichting Voorbeeld\n- School De Bedenksel",
    "region_names": "Leeuwarden, Waadhoeke",
    "region_level": "Gemeente",
    "target_group": "Jongeren van 12 tot en met 17 jaar.",
    "summary": "Het Thuisteam helpt jongeren.\n\nMet het gezin.",
    "approach": "De school meldt aan.\r\n\r\n### Daarna\r\n\r\nKomt iemand langs.",
    "principles": "Veiligheid, Passend en samenhangend",
    "factors": "Vast aanspreekpunt, Gezamenlijke analyse, visie, doelen en aanpak",
    "how": "Veiligheid: eerst rust: dan praten.\nVast aanspreekpunt: ouders bellen.\nVerder niets.",
    "topics": "Trauma, Hechting",
    "sectors": "Jeugd-ggz",
    "bottlenecks": "1. Er was geen geld.\n2. Het personeel wisselt.",
    "results": "* Meer jongeren gaan naar school (2024).",
    "sources": "Verslag: https://example.org/verslag.pdf.\nhttps://example.org/site\nEen folder",
}


def body(answers: Mapping[str, str], agreed: tuple[str, ...] = AGREED) -> str:
    """Return the text of an issue as GitHub writes it."""
    parts = []
    for id, question in QUESTIONS.items():
        answer = answers.get(id, "") or "_No response_"
        if id == "consent":
            answer = "\n".join(
                f"- [{'X' if option['label'] in agreed else ' '}] {option['label']}"
                for option in question["options"]
            )
        parts.append(f"### {question['label']}\n\n{answer}")
    return "\n\n".join(parts)
