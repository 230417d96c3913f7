"""How files are understood: their columns, what each row means, and what becomes of it; and what may be done to a run."""
