"""What strangers see of a network's progress: frozen numbers, rounded so that no small one can be worked out.

Words: *snapshot* (the true numbers of a network in a finished period, taken once, fourteen days after its end), *stretch* (what a
snapshot is about: a quarter, a financial year, or everything up to the end of one), *told* (what strangers read of a number:
the rounded one, that or more, or nothing), *hidden* (shown as a star), *line* (what is told of one stretch), *lean* (of a number to
which one champion gave more than 70 per cent).
"""
