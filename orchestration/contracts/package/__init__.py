"""A Data Package, any maker's: its descriptor, its files, and every row of its tables."""
