"""The platform: finds and follows what the library reads."""
