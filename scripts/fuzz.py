"""Try the program with hostile and broken input, and tell what it cannot take.

python scripts/fuzz.py                                     20,000 cases of seed 1, in two processes
python scripts/fuzz.py --seed 7 --cases 500 --target query only one target
python scripts/fuzz.py --seed 7 --target query --case 123  one case again, with all that it says

Each case follows from target, seed and number alone. Its process has two seconds of the processor
and 512 MB; see `tests/fuzzing/running.py` for what is measured and what counts as wrong.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

SHARES = {
    "yaml": 3000, "schema": 3500, "practice": 4000, "query": 3000, "arguments": 1500, "from": 2000,
    "assess": 1500, "taxonomy": 2000, "cache": 1400, "site": 100,
}  # fmt: skip


def main() -> int:
    """Run the cases that were asked for; return 1 where one of them went wrong."""
    asked = _arguments()
    from fuzzing.running import import_all

    import_all()
    if asked.case is not None:
        return _once(asked.target, asked.seed, asked.case)
    whole = sum(SHARES.values())
    numbers = {
        target: max(1, asked.cases * share // whole)
        for target, share in SHARES.items()
        if not asked.target
    } or {asked.target: asked.cases}
    wanted = [(target, number) for target, most in numbers.items() for number in range(most)]
    began = time.monotonic()
    rows = [row for row in _run_all(wanted, asked.seed, asked.processes) if row]
    _tell(rows, asked.seed, time.monotonic() - began)
    return 1 if any(row["wrong"] for row in rows) else 0


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
    from fuzzing.running import Place
    from fuzzing.targets import case_of

    case = case_of(target, seed, number)
    with tempfile.TemporaryDirectory() as folder:
        done = Place(Path(folder, "place")).run(case)
    print("isj", *map(ascii, case.args or ("load",)))
    for name, data in case.files.items():
        kept = Path(tempfile.gettempdir(), f"fuzz-{target}-{seed}-{number}-{Path(name).name}")
        kept.write_bytes(data)
        print(f"{name}: {len(data)} bytes, kept in {kept}")
    print(f"exit code {done.code}, {done.seconds:.2f} s, {done.megabytes:.0f} MB")
    print("stdout:", ascii(done.out[:3000]), "\nstderr:")
    print(ascii(done.err[-6000:]).replace("\\n", "\n"))
    print("\n".join(done.wrong) or "nothing is wrong")
    return 1 if done.wrong else 0


def _run_all(wanted: list[tuple[str, int]], seed: int, processes: int) -> Iterator[Any]:
    """Yield a row for each case, from processes that each take every so manieth one."""
    with tempfile.TemporaryDirectory() as folder:
        context = multiprocessing.get_context("fork")
        rows: Any = context.Queue()
        running = [
            context.Process(
                target=_work, args=(wanted[start::processes], seed, f"{folder}/{start}", rows)
            )
            for start in range(processes)
        ]
        for process in running:
            process.start()
        for at in range(len(wanted)):
            row = rows.get()
            yield row
            for wrong in row["wrong"]:
                print(f"{row['target']} {row['number']}: {wrong}  | {row['args']}", flush=True)
            if (at + 1) % 1000 == 0:
                print(f"… {at + 1} of {len(wanted)}", file=sys.stderr, flush=True)
        for process in running:
            process.join()


def _work(wanted: list[tuple[str, int]], seed: int, folder: str, rows: Any) -> None:
    from fuzzing.running import Place
    from fuzzing.targets import case_of

    place = Place(Path(folder))
    for target, number in wanted:
        case = case_of(target, seed, number)
        done = place.run(case)
        rows.put(
            {
                "target": target,
                "number": number,
                "args": ascii(" ".join(case.args))[:80],
                "code": done.code,
                "seconds": done.seconds,
                "megabytes": done.megabytes,
                "wrong": done.wrong,
                "where": done.err.strip().splitlines()[-1:] if done.wrong else [],
            }
        )


def _tell(rows: list[dict[str, Any]], seed: int, seconds: float) -> None:
    """Write a row for each target, and one failure of each kind with how to see it again."""
    by_target: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_target[row["target"]].append(row)
    print(f"\n{'target':10} cases  exit 0  exit 1  exit 2  most s  most MB  wrong")
    for target, its in by_target.items():
        codes = Counter(row["code"] for row in its)
        print(
            f"{target:10} {len(its):5}  {codes[0]:6}  {codes[1]:6}  {codes[2]:6}  "
            f"{max(row['seconds'] for row in its):6.2f}  {max(row['megabytes'] for row in its):7.0f}"
            f"  {sum(bool(row['wrong']) for row in its):5}"
        )
    print(f"{len(rows)} cases of seed {seed} in {seconds / 60:.1f} minutes")
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        for wrong in row["wrong"]:
            kinds[f"{wrong} {''.join(row['where'])[:160]}"].append(row)
    for kind, its in sorted(kinds.items(), key=lambda pair: -len(pair[1])):
        row = its[0]
        again = f"--seed {seed} --target {row['target']} --case {row['number']}"
        print(f"{len(its):5} × {json.dumps(kind)}\n        python scripts/fuzz.py {again}")


if __name__ == "__main__":
    sys.exit(main())
