"""Answers to questions on past reports: numbers from the cells, words from the passages."""
