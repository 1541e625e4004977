"""The statutory tables as offices print them, from grids to cells."""
