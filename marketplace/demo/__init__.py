"""The demo: invented shops, people and orders on real places, made from a seed and marked as a demo."""
