"""What crosses a wire: events, findings, failure codes, HTTP bodies. Imports nothing of ours."""
