"""Chinese official prose: numbers, clauses, years, headings, likeness. Knows no figures."""
