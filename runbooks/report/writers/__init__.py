"""How a page is written: for each format the one way in which its words are never markup (S10)."""
