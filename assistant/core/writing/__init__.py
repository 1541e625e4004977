"""From last year's text and this year's facts to this year's text: plan, mask, fill, guard."""
