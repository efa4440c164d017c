"""Parts of pages that several audiences show: form fields, pictures, papers, timelines."""
