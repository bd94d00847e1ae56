"""The guide: its data, its pages and its documents."""
