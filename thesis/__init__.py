"""The package behind the cells of the thesis: data -> analysis -> figures and tables -> book."""
