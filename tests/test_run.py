"""The one file that does everything."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_run_py_needs_the_standard_library_only() -> None:
    """A bare machine can run it."""
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (node.names if isinstance(node, ast.Import) else [ast.alias(node.module or "")])
    }
    assert imported <= sys.stdlib_module_names


def test_the_command_it_writes_can_use_several_processes(tmp_path: Path) -> None:
    """Worker processes import the command's file again: it must not start over in them."""
    command = tmp_path / "casefile-command.py"
    command.write_text(load().COMMAND, encoding="utf-8")
    lines = [json.dumps({"id": n, "text": "The navy denied that any list exists."}) for n in (1, 2)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    words = ["annotate", "in.jsonl", "out.jsonl", "--jobs", "2"]
    done = subprocess.run(
        [sys.executable, str(command), *words],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2
