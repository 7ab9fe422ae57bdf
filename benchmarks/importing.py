"""Speed of importing a dataset: python -m benchmarks.importing [--rows N] [--db URL]

Writes a CSV file of N made-up events with the columns of UCDP GED (unevenly spread over 30 countries, 150 dyads and 35 years, as
the real one of some 300,000 rows is), imports it as `truceline import --from ged` does, and prints rows a second, the size
of the database and the memory used. JSON comes last.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
import resource
import tempfile
import time
from pathlib import Path

import truceline
from truceline.exchange import read_ged
from truceline.exchange.ged import COLUMNS

FIRST = dt.date(1989, 1, 1)
DAYS = 35 * 365
COUNTRIES = (
    "Afghanistan", "Syria", "Mexico", "Nigeria", "Somalia", "Iraq", "Pakistan", "India", "Colombia", "Mali", "Yemen", "Sudan",
    "Ethiopia", "Ukraine", "Philippines", "Sri Lanka", "Algeria", "Turkey", "Peru", "Nepal", "Uganda", "Burundi", "Angola",
    "Libya", "Niger", "Chad", "Israel", "Thailand", "Brazil", "Cameroon",
)  # fmt: skip


def write(path: Path, rows: int, seed: int = 1) -> None:
    """A file of that many events. The same seed gives the same file."""
    chance = random.Random(seed)
    weights = [1 / (n + 1) for n in range(len(COUNTRIES))]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        for number in range(1, rows + 1):
            (country,) = chance.choices(COUNTRIES, weights)
            group, violence = chance.randrange(5), chance.choices((1, 2, 3), (70, 20, 10))[0]
            day = FIRST + dt.timedelta(chance.randrange(DAYS))
            low = min(int(chance.paretovariate(1.2)) - 1, 2000)
            writer.writerow(
                {
                    "id": number, "relid": f"{country[:3].upper()}-{day.year}-1-{number}", "year": day.year,
                    "type_of_violence": violence, "country": country, "best": low + 1, "low": low, "high": low + chance.choice((1, 1, 4)),
                    "side_a": f"Government of {country}" if violence == 1 else f"{country} Front {group}",
                    "side_b": "Civilians" if violence == 3 else f"{country} Movement {group}",
                    "where_coordinates": f"Town {chance.randrange(400)} of {country}", "date_start": day,
                    "date_end": day, "where_prec": 1, "date_prec": 1,
                }
            )  # fmt: skip


def main() -> None:
    """Parse the command line, write, import, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--db", help="where to make the record; else a file that is deleted again")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, url = Path(folder) / "ged.csv", args.db or str(Path(folder) / "record.db")
        write(file, args.rows)
        with truceline.open(url) as store:
            begun, cpu = time.perf_counter(), time.process_time()
            stored = store.import_events(read_ged(file), dataset="ged").total()
            took, cpu = time.perf_counter() - begun, time.process_time() - cpu
        figures = {
            "rows": stored,
            "seconds": round(took, 1),
            "rows_a_second": round(stored / took),
            "rows_a_cpu_second": round(stored / cpu),
            "file_megabytes": round(file.stat().st_size / 1e6, 1),
            "database_megabytes": round(Path(url).stat().st_size / 1e6, 1) if Path(url).exists() else None,
            "peak_memory_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
