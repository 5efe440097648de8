"""The commands of the command line: their words, options and manual, a file for each room."""
