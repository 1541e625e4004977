"""What a person does on the page: one thing asked of the workflow, and what is shown next."""
