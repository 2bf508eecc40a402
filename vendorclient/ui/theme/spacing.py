"""Distances and sizes in logical pixels; steps of four."""

TIGHT = 4
SMALL = 8
MEDIUM = 12
LARGE = 16
WIDE = 24

RADIUS = 8
CONTROL_HEIGHT = 36
TARGET_HEIGHT = 44  # what a gloved finger hits
HUGE_HEIGHT = 60  # the easy mode
STEP_HEIGHT = 76
NAV_WIDE = 188
NAV_NARROW = 64

# Narrower than this the words of the bar stand below its icons (1366 pixels at 125 % are 1093).
NARROW_WINDOW = 1180
