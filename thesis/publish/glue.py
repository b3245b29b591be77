"""The media types under which cells hand facts, figures and tables over to the book."""

HIDDEN = "application/papermill.record/"  # MyST-NB stores such outputs and does not show them
EXHIBIT_TYPE = "application/vnd.thesis.exhibit+json"
FACT_TYPE = "application/vnd.thesis.fact+json"
