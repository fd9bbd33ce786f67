"""`correspondence`, and `python -m correspondence`: the command line, which can be stopped while it still loads."""

import sys

STOPPED = 130


def main() -> int:
    """Run one command and give its exit code."""
    try:
        from correspondence.cli import main as run
    except KeyboardInterrupt:
        return STOPPED
    return run()


if __name__ == "__main__":
    sys.exit(main())
