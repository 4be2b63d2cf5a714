"""Runs a command and says in the last line how much memory it had resident at most.

    python resident.py COMMAND ARGUMENT...
"""

import resource
import subprocess
import sys

code = subprocess.run(sys.argv[1:], check=False).returncode
print(f"resident at most {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")
sys.exit(code)
