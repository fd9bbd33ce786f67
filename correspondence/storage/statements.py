"""Conditions of statements that are built once, when they are loaded: building one costs five times what its run does.

What a condition compares with is given whenever the statement is run, under a name that no column has.
"""

from typing import Any

from sqlalchemy import Column, ColumnElement, bindparam


def is_its(column: Column[Any]) -> ColumnElement[bool]:
    """That a column has the value which is given as `its_<column>`."""
    return column == bindparam(f"its_{column.key}")


def is_among(column: Column[Any]) -> ColumnElement[bool]:
    """That a column has one of the values which are given as `<column>s`."""
    return column.in_(bindparam(f"{column.key}s", expanding=True))
