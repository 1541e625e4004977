"""The scan before publication: what must not, or should not so, stand in a published report."""
