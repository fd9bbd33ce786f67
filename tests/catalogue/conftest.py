"""Documents that several tests of the catalogue make are made once."""

from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here
