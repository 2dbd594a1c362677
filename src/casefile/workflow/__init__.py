"""One module a use case, one transaction each; `workspace.py` holds what a run needs."""
