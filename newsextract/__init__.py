"""Extract officials, places, companies, organisations, dates and events from Korean news articles."""

__version__ = "0.1.0"
