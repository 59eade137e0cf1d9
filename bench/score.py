"""Scores pairs of pictures with SSIMULACRA2: 100 is equal, 90 cannot be told apart side by side.

usage: python bench/score.py < pairs.json
Reads [["reference.png", "other.png"], …], writes a line with a number for each.
"""

import json
import sys

from ssimulacra2 import compute_ssimulacra2

for reference, other in json.load(sys.stdin):
    print(compute_ssimulacra2(reference, other), flush=True)
