"""From bytes somebody sent to clean pictures: judge the file, decode it, draw it afresh in every size.

Pure: no database, no disk, no web. `inspect` judges photos, `documents` evidence files, `render` makes renditions.
"""
