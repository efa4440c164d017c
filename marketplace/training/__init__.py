"""Classes of the Union: sessions, who came, certificates, and what came of it."""
