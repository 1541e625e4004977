"""The statutory tables: the form as data, figures, cells, what must add up, how it is printed."""
