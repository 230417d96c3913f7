"""Become another program, one that the kernel stops when whoever started it is gone: `python tools/tied.py PARENT PROGRAM …`.

Linux only; elsewhere it becomes the program and no more.
"""

import ctypes
import os
import signal
import sys

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2); it outlives the change of program."""


def main() -> None:
    """Tie this process to the one of that number, and become the program."""
    parent, *words = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != int(parent):  # it went before we were tied to it
            sys.exit(1)
    os.execv(words[0], words)


if __name__ == "__main__":
    main()
