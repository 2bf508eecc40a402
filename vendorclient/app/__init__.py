"""What people can do with the program, one verb a module; knows no screen and no language."""
