"""Editing a text that is there: proposals as hunks, what is asked for, what may be changed."""
