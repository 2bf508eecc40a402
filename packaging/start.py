"""Where the frozen program begins."""

from vendorclient.__main__ import main

main()
