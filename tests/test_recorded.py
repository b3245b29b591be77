"""Notebooks keep the outputs of the present data: what is outdated is found and written anew."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from thesis.make.recorded import record_outputs, recorded_problems


def notebook(*printed: str) -> nbformat.NotebookNode:
    outputs = [new_output("stream", name="stdout", text=text) for text in printed]
    cell = new_code_cell("print(1)", outputs=outputs, id="code")
    return new_notebook(cells=[new_markdown_cell("# Audit", id="text"), cell])


def test_outdated_outputs_are_found_and_recorded(tmp_path):
    path = tmp_path / "audit.ipynb"
    nbformat.write(notebook("1 note\n"), path)
    written = path.read_bytes()
    same, other = ({"audit": notebook(*text), "chapters/a": notebook("x")}
                   for text in (("1 ", "note\n"), ("2 notes\n",)))
    assert list(recorded_problems(tmp_path, same)) == []
    assert list(record_outputs(tmp_path, same)) == [] and path.read_bytes() == written
    (problem,) = recorded_problems(tmp_path, other)
    assert (problem.file, problem.fix) == ("audit.ipynb", "thesis check --fix")
    assert list(record_outputs(tmp_path, other)) == [path]
    assert path.read_bytes() == written.replace(b"1 note", b"2 notes")
    assert list(recorded_problems(tmp_path, other)) == []
