"""From uploaded bytes to clean pictures: validate the file, decode it, re-encode it in every size.

Pure: no database, no disk, no web. `inspect` judges photos, `documents` evidence files, `render` makes renditions.
"""
