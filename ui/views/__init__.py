"""Values to HTML, pure: everything that comes from files, models and people is escaped here."""
