"""Files of articles: what each kind holds, decoded and dated."""
