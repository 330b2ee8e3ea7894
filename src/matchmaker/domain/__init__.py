"""The domain: programmes, rounds and plans as frozen data. It knows nobody."""
