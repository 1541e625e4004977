"""Past reports and this year's figures: files in, typed values out."""
