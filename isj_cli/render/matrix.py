"""The matrix of practices × what they carry, and its gaps, for programs."""

from __future__ import annotations

from collections.abc import Sequence

from isj_cli.domain.coverage import Gap, Matrix
from isj_cli.pages.coverage import gap_label
from isj_cli.render.plain import Listing


def matrix_listing(matrix: Matrix, language: str) -> Listing:
    """Return the matrix for programs: id, title, then a cell for each column."""
    ids = [column.id for column in matrix.columns]
    items = [
        {"id": row.id, "title": row.title, "cells": dict(zip(ids, row.cells, strict=True))}
        for row in matrix.rows
    ]
    columns = [
        {"id": column.id, "label": column.label.text(language), "count": count}
        for column, count in zip(matrix.columns, matrix.counts, strict=True)
    ]
    return Listing(
        columns=("id", "title", *ids),
        rows=[
            (row.id, row.title, *("" if cell is None else str(cell) for cell in row.cells))
            for row in matrix.rows
        ],
        items=items,
        document={"by": matrix.by, "columns": columns, "rows": items},
    )


def gaps_listing(gaps: Sequence[Gap], language: str) -> Listing:
    """Return the gaps for programs, most wanted first."""
    items = [
        {
            "id": f"{gap.item.id}/{gap.sector.id}",
            "label": gap_label(gap, language),
            "item": gap.item.id,
            "sector": gap.sector.id,
            "count": gap.number,
            "command": gap.command,
        }
        for gap in gaps
    ]
    columns = ("id", "label", "item", "sector", "count", "command")
    return Listing(
        columns=columns,
        rows=[tuple(str(item[key]) for key in columns) for item in items],
        items=items,
    )
