"""`python -m isj_cli`, the same as `isj`."""

from isj_cli.cli.main import main

if __name__ == "__main__":
    main()
