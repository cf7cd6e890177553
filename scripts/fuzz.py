"""Try the program with hostile and broken input, and tell what it cannot take.

python scripts/fuzz.py                                     20,000 cases of seed 1, in two processes
python scripts/fuzz.py --seed 7 --cases 500 --target query only one target
python scripts/fuzz.py --seed 7 --target query --case 123  one case again, with all that it says

Each case follows from target, seed and number alone. Its process has two seconds of the processor
and 512 MB; see `tests/fuzzing/running.py` for what is measured and what counts as wrong.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fuzzing.running import Place, Row, import_all, run_all  # noqa: E402
from fuzzing.targets import case_of  # noqa: E402

SHARES = {
    "yaml": 8000, "schema": 4000, "practice": 900, "query": 2500, "arguments": 1500, "from": 2000,
    "assess": 1200, "taxonomy": 300, "cache": 200, "site": 10,
}  # fmt: skip


def main() -> int:
    """Run the cases that were asked for; return 1 where one of them went wrong."""
    asked = _arguments()
    import_all()
    if asked.case is not None:
        return _once(asked.target, asked.seed, asked.case)
    whole = sum(SHARES.values())
    numbers = {
        target: max(1, asked.cases * share // whole)
        for target, share in SHARES.items()
        if not asked.target
    } or {asked.target: asked.cases}
    # Shares of all targets at once, so that what is wrong anywhere shows early.
    wanted = sorted(
        ((target, number) for target, most in numbers.items() for number in range(most)),
        key=lambda case: case[1] / numbers[case[0]],
    )
    began = time.monotonic()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for row in run_all(wanted, asked.seed, asked.processes, Path(folder)):
            rows.append(row)
            for wrong in row.wrong:
                print(f"{row.target} {row.number}: {wrong}  {row.args}", flush=True)
            if len(rows) % 1000 == 0:
                print(f"… {len(rows)} of {len(wanted)}", file=sys.stderr, flush=True)
    _tell(rows, asked.seed, time.monotonic() - began)
    return 1 if any(row.wrong for row in rows) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cases", type=int, default=sum(SHARES.values()))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=SHARES)
    parser.add_argument("--case", type=int, help="run this case of --target again")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    if asked.case is not None and not asked.target:
        parser.error("--case asks for --target")
    return asked


def _once(target: str, seed: int, number: int) -> int:
    case = case_of(target, seed, number)
    print("isj", *map(ascii, case.args or ("load",)))
    for name, data in case.files.items():
        kept = Path(tempfile.gettempdir(), f"fuzz-{target}-{seed}-{number}-{Path(name).name}")
        kept.write_bytes(data)
        print(f"{name}: {len(data)} bytes, kept in {kept}")
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder, "place"))
        # Where it is when its time is up; then that ends this process.
        faulthandler.register(signal.SIGPROF, os.fdopen(os.dup(2), "w"), chain=True)
        done = place.run(case)
    print(f"exit code {done.code}, {done.seconds:.2f} s, {done.megabytes:.0f} MB")
    print("stdout:", ascii(done.out[:3000]), "\nstderr:")
    print(ascii(done.err[-6000:]).replace("\\n", "\n"))
    print("\n".join(done.wrong) or "nothing is wrong")
    return 1 if done.wrong else 0


def _tell(rows: Sequence[Row], seed: int, seconds: float) -> None:
    """Write a row for each target, and one failure of each kind with how to see it again."""
    by_target: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_target[row.target].append(row)
    print(f"\n{'target':10} cases  exit 0  exit 1  exit 2  most s  most MB  wrong")
    for target, its in by_target.items():
        codes = Counter(row.code for row in its)
        print(
            f"{target:10} {len(its):5}  {codes[0]:6}  {codes[1]:6}  {codes[2]:6}  "
            f"{max(row.seconds for row in its):6.2f}  {max(row.megabytes for row in its):7.0f}"
            f"  {sum(bool(row.wrong) for row in its):5}"
        )
    print(f"{len(rows)} cases of seed {seed} in {seconds / 60:.1f} minutes")
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for wrong in row.wrong:
            kinds[f"{wrong} {row.said}"].append(row)
    for kind, its in sorted(kinds.items(), key=lambda pair: -len(pair[1])):
        row = its[0]
        again = f"--seed {seed} --target {row.target} --case {row.number}"
        print(f"{len(its):5} × {json.dumps(kind)}\n        python scripts/fuzz.py {again}")


if __name__ == "__main__":
    sys.exit(main())
