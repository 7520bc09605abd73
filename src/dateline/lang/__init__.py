"""Languages: one folder each; everything that is particular to a language lives there."""
