"""What stays true while a service refuses, stalls, forbids or dies."""
