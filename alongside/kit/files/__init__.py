"""Files that people hand in: looked at by content, made harmless, counted against a quota, and only ever handed out as such.

Words: *stored file* (what is kept), *kind* (what it may be: a picture or a sheet), *owner* (the member it counts for),
*chain* (the network it counts for). Whoever shows a file decides who may see it; nothing here is public.
"""
