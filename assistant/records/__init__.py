"""What is kept: reports, cells, drafts, revisions and the audit trail, in SQLite or PostgreSQL."""
