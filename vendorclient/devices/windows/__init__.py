"""Phones and cameras on Windows (WPD), and what Windows tells of disks."""
