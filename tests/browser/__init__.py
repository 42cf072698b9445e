"""What the journeys need: the demonstration on a real server, and a browser that tells on it."""
