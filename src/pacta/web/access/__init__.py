"""Who asks, and what they may ask: sessions, tokens, forms that cannot be forged, limits."""
