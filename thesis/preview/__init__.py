"""``thesis watch``: the web book in the browser, made anew and reloaded whenever a file is saved.

`command` watches the files and prints; `server` shows the last good pages on this machine only;
`worker` is the process that builds those of an edition, with everything imported and the book in
memory. What it makes is in ``_build/watch/<language>``: what `thesis build` made is never touched.
"""
