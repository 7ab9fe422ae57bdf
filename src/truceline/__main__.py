"""`python -m truceline` is `truceline`."""

from truceline.cli import main

main()
