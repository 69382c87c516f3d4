"""Tags of alerts for the pages of other rooms."""
