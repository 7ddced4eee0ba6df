"""Where a sentence is: names of places, and the places behind them."""
