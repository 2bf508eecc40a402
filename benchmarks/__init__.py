"""Measures the program against baselines of the same run; python3 dev.py bench."""
