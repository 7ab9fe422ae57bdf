"""Charts as SVG, drawn on the server by plain functions: data in, markup out."""
