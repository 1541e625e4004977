"""The panels of the page: what each has, and which event calls which handler."""
