"""The program's version: read from here by the build, `--version` and `doctor`."""

VERSION = "0.1.0"
