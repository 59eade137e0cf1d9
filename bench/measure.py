"""Runs a command, and writes to descriptor 3 what the operating system says of it and all that it started and waited for.

usage: python bench/measure.py command argument … 3>figures.json
"""

import json
import os
import subprocess
import sys
import time

started = time.monotonic()
try:
    child = subprocess.Popen(sys.argv[1:])
except OSError as error:
    sys.exit(str(error))

_, status, usage = os.wait4(child.pid, 0)
wall = time.monotonic() - started
child.returncode = os.waitstatus_to_exitcode(status)

# ru_maxrss is that of the largest single process: in KiB, on macOS in bytes.
bytes_per_unit = 1 if sys.platform == "darwin" else 1024

figures = {
    "wallMs": wall * 1000,
    "cpuMs": (usage.ru_utime + usage.ru_stime) * 1000,
    "peakMib": usage.ru_maxrss * bytes_per_unit / 2**20,
}

with os.fdopen(3, "w") as out:
    json.dump(figures, out)

sys.exit(child.returncode if child.returncode >= 0 else 128 - child.returncode)
