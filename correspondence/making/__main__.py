"""`python -m correspondence.making`: the process that workers are forked from, as `processes` starts it."""

import sys

from correspondence.making.nursery import main

main(sys.argv[1:])
