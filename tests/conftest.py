"""What all tests share: our fonts before anything loads WeasyPrint, and `--accept-golden`."""

import pytest

from correspondence.rendering import fonts  # noqa: F401  # first: it sets the fonts that WeasyPrint sees


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept-golden`."""
    parser.addoption(
        "--accept-golden",
        nargs="?",
        const="*",
        metavar="KIND",
        help="rewrite the golden files (of one kind, or all) with what the code gives now, then test; "
        "commit them saying why letters changed",
    )


def pytest_sessionstart(session: pytest.Session) -> None:
    """Accept the golden files once, before any test and not again in each worker."""
    wanted = session.config.getoption("--accept-golden")
    if wanted and not hasattr(session.config, "workerinput"):
        from tests.golden.accept import accept

        done = accept(None if wanted == "*" else wanted)
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        for line in done or ["all golden files are as they were"]:
            if reporter is not None:
                reporter.write_line(line)
