"""Questions on past reports: what is asked, and how the cells and passages answer it."""
