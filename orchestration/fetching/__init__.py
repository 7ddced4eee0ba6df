"""`redzone fetch`: files from their publishers into the inbox. Loading them is not done here."""
