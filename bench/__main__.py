"""`make bench`: every measured claim, a line each; exit 1 when one is missed."""

import os
import sys
from pathlib import Path

from bench import certificates, checkout, fairness, imports, knowledge, pages, programme, slow, starting, weight
from bench.shop import Shop
from config import ROOT

BENCHES = {
    "pages": pages,
    "weight": weight,
    "programme": programme,
    "imports": imports,
    "certificates": certificates,
    "checkout": checkout,
    "knowledge": knowledge,
    "starting": starting,
    "slow": slow,
    "fairness": fairness,
}


def main() -> int:
    """Run all benches, or those named."""
    shop = Shop(Path(os.environ.get("BENCH_DIR", ROOT / "var" / "bench")))
    missed = 0
    for name in sys.argv[1:] or BENCHES:
        for claim in BENCHES[name].run(shop):
            print(claim.line(), flush=True)
            missed += not claim.holds
    print(f"{missed} claims missed" if missed else "every claim holds")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
