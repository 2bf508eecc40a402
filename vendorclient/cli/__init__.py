"""The commands of the program, one file each; they translate, print and nothing else."""
