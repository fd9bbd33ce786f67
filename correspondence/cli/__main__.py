"""`python -m correspondence.cli`: the command line."""

import sys

from correspondence.cli import main

sys.exit(main())
