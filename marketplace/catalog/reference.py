"""The categories this version ships: new ones are added, what the operator changed is left alone."""

from sqlalchemy import select

from marketplace.catalog.models import Category
from marketplace.core.db import session
from marketplace.core.versions import SITE, bump

# slug, name, English name, label group, icon; children follow their parent, indented.
_SHELVES = (
    ("thuc-pham", "Thực phẩm", "Food", "thuc_pham", "basket"),
    ("  mam-nuoc-cham", "Mắm & nước chấm", "Fish sauce & dips", "thuc_pham", "basket"),
    ("  banh-keo-que", "Bánh kẹo quê", "Country cakes & sweets", "thuc_pham", "basket"),
    ("  nong-san-tuoi", "Nông sản, trái cây tươi", "Fresh produce & fruit", "thuc_pham_tuoi", "leaf"),
    ("  gao-mien-bot", "Gạo – miến – bột", "Rice, noodles & flour", "luong_thuc", "basket"),
    ("  thit-thuy-san", "Thịt & thủy sản chế biến", "Prepared meat & seafood", "thuc_pham", "basket"),
    ("  mat-ong-yen", "Mật ong & yến", "Honey & bird's nest", "thuc_pham", "basket"),
    ("  dau-an", "Dầu ăn", "Cooking oil", "thuc_pham", "basket"),
    ("  do-kho", "Măng, nấm & đồ khô", "Bamboo shoots, mushrooms & dried food", "thuc_pham", "basket"),
    ("do-uong", "Đồ uống", "Drinks", "do_uong", "heart"),
    ("  tra", "Trà & chè", "Tea", "do_uong", "leaf"),
    ("  nuoc-uong", "Nước uống & sữa hạt", "Juices & nut milk", "do_uong", "heart"),
    ("duoc-lieu", "Dược liệu & thảo mộc", "Herbs & medicinal plants", "thuc_pham", "leaf"),
    ("  sam-bao", "Sâm Báo", "Sâm Báo (Abelmoschus sagittifolius)", "thuc_pham", "leaf"),
    ("  duoc-lieu-kho", "Dược liệu khô", "Dried herbs", "thuc_pham", "leaf"),
    ("  thao-moc-cham-soc", "Thảo mộc chăm sóc cơ thể", "Herbal body care", "thu_cong_my_nghe", "leaf"),
    ("thu-cong", "Thủ công mỹ nghệ", "Handicraft", "thu_cong_my_nghe", "award"),
    ("  coi", "Đồ cói", "Sedge weaving", "thu_cong_my_nghe", "grid"),
    ("  det-tho-cam", "Dệt & thổ cẩm", "Textiles & brocade", "det_may", "diamond"),
    ("  go-tre", "Gỗ – tre", "Wood & bamboo", "do_gia_dung", "home"),
    ("  duc-dong", "Đúc đồng", "Bronze casting", "thu_cong_my_nghe", "award"),
    ("ruou", "Rượu", "Spirits", "ruou", "lock"),
)
_RESTRICTED = {"ruou"}  # Law 44/2019/QH14 art. 16: licence, age declaration, payment without cash


def load() -> None:
    """Load the categories that are missing, as part of the running transaction."""
    known = {category.slug: category for category in session.scalars(select(Category))}
    before, parent = len(known), None
    for position, (indented, name, name_en, group, icon) in enumerate(_SHELVES):
        slug = indented.strip()
        parent = parent if indented.startswith(" ") else None
        if slug not in known:
            known[slug] = _added(slug, name, name_en, group, icon, position, parent)
        if parent is None:
            parent = known[slug]
    if len(known) > before:
        bump(SITE)


def _added(
    slug: str, name: str, name_en: str, group: str, icon: str, position: int, parent: Category | None
) -> Category:
    category = Category(
        slug=slug,
        name=name,
        name_en=name_en,
        parent_id=parent.id if parent else None,
        label_group=group,
        is_restricted=slug in _RESTRICTED,
        is_enabled=slug not in _RESTRICTED,
        position=position,
        icon=icon,
    )
    session.add(category)
    session.flush()
    return category
