"""Measuring the product on real reports: one file a benchmark, each with evaluate(reports)."""
