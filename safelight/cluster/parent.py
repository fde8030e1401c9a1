"""Commands that end with the process that runs them, even when that is killed."""

import os
import shutil
from collections.abc import Sequence

# The parent may have died before the wish was made, and then nobody would fulfil it.
_UNLESS_GONE = '[ "$PPID" = "$0" ] && exec "$@"'


def can_end_with_parent() -> bool:
    """Tell whether ``setpriv`` is here: Linux has it (prctl(2), PR_SET_PDEATHSIG)."""
    return shutil.which("setpriv") is not None


def ending_with_parent(*command: str) -> Sequence[str]:
    """Return a command that this process may start, and that SIGKILL ends when this one ends.

    To Linux the parent is the *thread* that starts it. Nothing runs when this process is gone by
    then.
    """
    watch = ("/bin/sh", "-c", _UNLESS_GONE, str(os.getpid()))
    return "setpriv", "--pdeathsig", "KILL", "--", *watch, *command
