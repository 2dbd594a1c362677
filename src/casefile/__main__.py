"""`python -m casefile` is the command line."""

from casefile.cli.main import main

if __name__ == "__main__":
    main()
