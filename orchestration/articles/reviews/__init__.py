"""What a person decides on the claims, and how it is kept and replayed."""
