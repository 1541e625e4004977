"""Drafting assistant for the yearly report on government information disclosure."""
