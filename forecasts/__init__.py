"""Monthly conflict series in, predictive distributions and their scores out."""
