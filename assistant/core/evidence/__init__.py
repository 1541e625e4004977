"""Facts and the numbers that state them: what a text says, bound to the figures."""
