"""`python -m correspondence.making`: a worker, as `pool` starts it."""

import sys

from correspondence.making.worker import main

main(sys.argv[1:])
