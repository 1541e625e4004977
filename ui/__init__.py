"""The web page: layout, handlers and views. Knows the workflow and the core, nothing else."""
