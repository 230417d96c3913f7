"""How pages are made: the Jinja environment, the base page, components, the look, and forms drawn with them.

Words: *component* (a macro that draws one thing the design system knows), *look* (colours, type and spacing), *frame*
(what stands around every page). A page extends `kit/base.html`, which lists what it may set, and imports its components:
`{% from "kit/components.html" import button, field %}`. A component's options are those of the design system, told in
the first lines of its file; its `html` must be markup made by a template, and a plain string is escaped.

To add a component of the design system: its style to `assets/alongside.scss`, its macro to `templates/kit/components/`
under its official name, a line to `templates/kit/components.html`; the official cases then test it by themselves. To add
one of ours: the same, its style in `assets/styles/`, and a test that draws it.
"""
