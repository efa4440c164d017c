from marketplace.core.byte_lru import ByteLru
from marketplace.core.versioned_cache import clear_caches, register_cache


def test_keeps_what_was_used_last_within_its_bytes() -> None:
    store: ByteLru[str] = ByteLru(10)
    store.put("a", "A", 4)
    store.put("b", "B", 4)
    assert store.get("a") == "A"
    store.put("c", "C", 4)
    assert store.get("b") is None and store.get("a") == "A" and store.get("c") == "C"
    assert store.used_bytes == 8 and len(store) == 2


def test_a_value_put_again_is_counted_once() -> None:
    store: ByteLru[str] = ByteLru(10)
    store.put("a", "A", 6)
    store.put("a", "AA", 7)
    assert store.get("a") == "AA" and store.used_bytes == 7


def test_what_is_too_big_is_not_kept() -> None:
    store: ByteLru[str] = ByteLru(10)
    store.put("a", "A", 11)
    assert store.get("a") is None and store.used_bytes == 0


def test_is_emptied_with_everything_kept() -> None:
    store: ByteLru[str] = ByteLru(10)
    register_cache(store)
    store.put("a", "A", 4)
    clear_caches()
    assert store.get("a") is None and store.used_bytes == 0
