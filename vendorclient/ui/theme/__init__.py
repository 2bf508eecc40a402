"""How the program looks: colours, sizes of type, distances, icons."""
