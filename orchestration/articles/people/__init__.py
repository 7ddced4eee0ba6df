"""Who does, suffers and says what a sentence tells."""
