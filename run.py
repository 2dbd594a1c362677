#!/usr/bin/env python3
"""Everything a person or a machine does with this checkout, in one file. Standard library only.

python3 run.py demo      make .venv once, read the sample reports into a new case, show it
python3 run.py pdf       add what PDF dossiers need to .venv (34 MB, once)
python3 run.py test      the tests                          (more words go on to pytest)
python3 run.py check     format, style, types, floors
python3 run.py bench     speed and memory                   (a word picks: ledger, reading)
python3 run.py evals     table of all quality figures; needs ../shared (words pick: times, places)
python3 run.py torture   kill, flip and fill-the-disk runs, long
python3 run.py lock      write requirements/*.lock anew     (maintainers; needs a registry)
"""

import hashlib
import importlib.util
import os
import shlex
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENV = ROOT / ".venv"
BIN = ENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
# The guard matters: with --jobs, worker processes import this file again.
COMMAND = """\
from casefile.cli.main import main

if __name__ == "__main__":
    main()
"""
GROUPS = ("base", "test", "check")  # each holds the one before it
EXTRAS = ("pdf",)  # beside any of them
OWN_PIP = importlib.util.find_spec("pip") is None  # Debian's venv package brings one instead


def run(*words, **more):
    """Print a command, then run it; stop here with its exit code if it fails."""
    shown = [os.path.relpath(w, ROOT) if str(w).startswith(str(ROOT)) else str(w) for w in words]
    print("$", shlex.join(shown), flush=True)
    done = subprocess.run([str(w) for w in words], cwd=ROOT, check=False, **more)
    if done.returncode:
        sys.exit(done.returncode)


def digest(group):
    return hashlib.sha256((ROOT / f"requirements/{group}.lock").read_bytes()).hexdigest()


def environment(group):
    """Make .venv hold at least this group of libraries, exactly as locked."""
    stamp = ENV / "casefile-lock"
    stamped = stamp.read_text().split() if stamp.exists() else []
    if stamped and stamped[0] in GROUPS[GROUPS.index(group) :] and stamped[1] == digest(stamped[0]):
        return
    if not PYTHON.exists():
        print("$ python3 -m venv" + " --without-pip" * (not OWN_PIP) + " .venv", flush=True)
        venv.create(ENV, with_pip=OWN_PIP, symlinks=os.name != "nt")
    install(group)
    library = next(ENV.glob("lib/python*/site-packages"), ENV / "Lib/site-packages")
    (library / "casefile-checkout.pth").write_text(f"{ROOT / 'src'}\n")
    if os.name != "nt":
        command = BIN / "casefile"
        command.write_text(f"#!{PYTHON}\n{COMMAND}")
        command.chmod(0o755)
    stamp.write_text(f"{group} {digest(group)}\n")


def install(group):
    """Add the wheels of one lock to .venv."""
    pip = (PYTHON, "-m", "pip") if OWN_PIP else (sys.executable, "-m", "pip", "--python", PYTHON)
    options = ("--quiet", "--only-binary", ":all:", "--require-hashes", "--no-deps")
    run(*pip, "install", *options, "-r", ROOT / f"requirements/{group}.lock")


def pdf(*_):
    environment("base")
    install("pdf")


def casefile(*words):
    run(PYTHON, "-m", "casefile", *words)


def demo(*_):
    environment("base")
    number = 1
    while (ROOT / f"demo/case-{number}").exists():
        number += 1
    case = f"demo/case-{number}"
    (ROOT / "demo").mkdir(exist_ok=True)
    casefile("new", case)
    casefile("-C", case, "add", "src/casefile/sample/reports")
    casefile("-C", case, "verify")
    casefile("-C", case, "brief")
    here = f".venv/bin/casefile -C {case}"
    print(
        f"\nThe case is in {case}, the reports in src/casefile/sample/reports.\n"
        f"Try next:\n  {here} claims --stance denies\n  {here} documents\n"
        f"  {here} show 01\n  {here} export bundle demo/bundle-{number}.zip\n"
        f"For dossiers as PDF, once: python3 run.py pdf"
    )


def test(*words):
    environment("test")
    run(PYTHON, "-m", "pytest", *(words or ("-n", "2", "--dist", "loadfile")))


def check(*_):
    environment("check")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "mypy")
    run(BIN / "lint-imports")


def scripts(folder, *words):
    environment("base")
    for script in sorted((ROOT / folder).glob("[a-z]*.py")):
        if not words or script.stem.startswith(words[0]):
            run(PYTHON, script, *words[1:])


def lock(*_):
    environment("check")
    uv = ("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--no-build")
    plain = ("--generate-hashes", "--no-header", "--no-annotate", "--upgrade")
    for group in (*GROUPS, *EXTRAS):
        files = (f"requirements/{group}.in", "-o", f"requirements/{group}.lock")
        run("uv", *uv, *plain, *files)


def main(words):
    jobs = {
        "demo": demo,
        "pdf": pdf,
        "test": test,
        "check": check,
        "bench": lambda *w: scripts("benchmarks", *w),
        "evals": lambda *w: (environment("base"), run(PYTHON, "evals/table.py", *w)),
        "torture": lambda *w: (environment("base"), run(PYTHON, "-m", "torture", *w)),
        "lock": lock,
    }
    if not words or words[0] not in jobs:
        sys.exit(__doc__)
    jobs[words[0]](*words[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
