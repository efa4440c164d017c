"""Writes many more shops and their owners, table by table; portraits and covers are shared."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.accounts.models import Account
from marketplace.association.models import Unit
from marketplace.association.queries import list_units
from marketplace.audit.models import AuditEntry
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.core.actors import CUSTOMER, OFFICER, SELLER, Actor
from marketplace.core.clock import as_if, local_date
from marketplace.core.db import session
from marketplace.core.folding import fold, fold_name, name_ends, name_key, slugify
from marketplace.core.references import new_public_id
from marketplace.core.states import StateChange
from marketplace.people.models import Consent, Person
from marketplace.people.purposes import PURPOSES
from marketplace.sellers.legal_forms import COOPERATIVE, GROUP, HOUSEHOLD, PERSON
from marketplace.sellers.models import Application, Seller
from marketplace.sellers.services import set_bank_account
from marketplace.shops.models import Shop, ShopMember
from marketplace.shops.roles import OWNER
from marketplace.story.names import MARK, phone, womans_name
from marketplace.story.stage import CONSENT_TEXT, Stage

FIRST_PHONE = 100_000
FORMS = {PERSON: 30, HOUSEHOLD: 40, GROUP: 20, COOPERATIVE: 10}
BINS = ("970405", "970436", "970415", "970418", "970422")
TABLES = (Person, Application, Seller, Shop)
LEAVES = (Account, Consent, ShopMember, StateChange, AuditEntry)


@dataclass(frozen=True)
class NewShop:
    """A written shop: its row, its owner and unit, and when it opened."""

    row: Entry
    owner: Entry
    unit: Unit
    name: str
    opened_at: datetime


def write_shops(stage: Stage, number: int) -> list[NewShop]:
    """Write `number` more shops, as part of the running transaction."""
    writer = _Shops(stage)
    made = [writer.write(place) for place in range(1, number + 1)]
    writer.sheets.insert(TABLES, LEAVES)
    writer.give_accounts(made)
    return made


class _Shops:
    """Writes owners with their admission, and their shops, all admitted by the province's officer."""

    def __init__(self, stage: Stage) -> None:
        assert stage.province_officer is not None
        self.stage, self.random, self.officer = stage, stage.random, stage.province_officer
        self.sheets = Sheets()
        self.home, self.communes = stage.home, [unit for unit in list_units() if unit.level == "commune"]
        self.faces = [(shop.cover_photo_id, shop.portrait_photo_id) for shop in stage.shops.values()]
        self.names: set[str] = set()  # folded, so that their addresses differ too

    def write(self, number: int) -> NewShop:
        """Write one shop with its owner's application and admission."""
        unit = self.random.choice(self.communes)
        opened_at = self.stage.past(self.random.randrange(25, 400), self.random.randrange(7, 18))
        name = womans_name(self.random)
        owner = self._owner(name, number, unit, opened_at - timedelta(days=12))
        form = self.random.choices(list(FORMS), list(FORMS.values()))[0]
        shop_name = self._shop_name(name, unit)
        seller = self._seller(owner, unit, form, shop_name if form != PERSON else name, opened_at)
        row = self._shop(seller, owner, unit, shop_name, number, opened_at)
        return NewShop(row, owner, unit, shop_name, opened_at)

    def give_accounts(self, made: list[NewShop]) -> None:
        """Write the bank account of each owner."""
        people = {person.id: person for person in session.query(Person).filter(Person.phone >= phone(FIRST_PHONE))}
        for number, shop in enumerate(made, start=1):
            person = people[shop.owner.id or 0]
            with as_if(shop.opened_at - timedelta(days=2)):
                by = Actor(CUSTOMER, person.id)
                set_bank_account(person, BINS[number % len(BINS)], f"00001{number:05d}", person.full_name, by)

    def _owner(self, name: str, number: int, unit: Unit, at: datetime) -> Entry:
        owner = self.sheets.add(
            Person,
            at,
            public_id=new_public_id(),
            full_name=name,
            folded_name=fold_name(name),
            name_key=name_key(name),
            name_ends=name_ends(name),
            phone=phone(FIRST_PHONE + number),
            birth_year=self.random.randrange(1962, 2002),
            area_code=unit.area_code,
            address_line=f"Thôn {self.random.randrange(1, 15)}",
        )
        account = {"phone": phone(FIRST_PHONE + number), "password_hash": str(self.stage.password), "is_demo": True}
        self.sheets.add(Account, at, person_id=owner, created_at=at, **account)
        for code, purpose in PURPOSES.items():
            if purpose.needed_to_sell or purpose.needed_for_account:
                self.sheets.add(Consent, at, person_id=owner, purpose=code, text_version=CONSENT_TEXT, given_at=at)
        return owner

    def _seller(self, owner: Entry, unit: Unit, form: str, legal_name: str, opened_at: datetime) -> Entry:
        applied_at, approved_at = opened_at - timedelta(days=9), opened_at - timedelta(days=4)
        application = self.sheets.add(
            Application,
            applied_at,
            number=f"HS{local_date(applied_at):%y%m%d}-L{len(self.names):05d}",
            person_id=owner,
            unit_id=unit.id,
            status="approved",
            legal_form=form,
            answers={"business_name": legal_name, "goods": ["thuc_pham"]},
            created_at=applied_at,
            submitted_at=applied_at,
            decided_at=approved_at,
            decided_by=self.officer.person_id,
        )
        for seq, state in enumerate(("draft", "submitted"), start=1):
            self._history("application", application, seq, (None, "draft")[seq - 1], state, applied_at, CUSTOMER, owner)
        self._history("application", application, 3, "submitted", "approved", approved_at, OFFICER)
        self._trail("application.approved", "application", application, approved_at)
        seller = self.sheets.add(
            Seller,
            approved_at,
            person_id=owner,
            application_id=application,
            unit_id=unit.id,
            status="active",
            legal_form=form,
            legal_name=legal_name,
            verified_at=approved_at,
            verified_by=self.officer.person_id,
            verified_unit_id=self.home.id,
        )
        self._history("seller", seller, 1, None, "active", approved_at, OFFICER)
        return seller

    def _shop(self, seller: Entry, owner: Entry, unit: Unit, name: str, number: int, at: datetime) -> Entry:
        cover, portrait = self.random.choice(self.faces)
        place = unit.name.removeprefix("Hội LHPN ")
        shop = self.sheets.add(
            Shop,
            at,
            seller_id=seller,
            slug=slugify(name)[:70],
            name=name,
            folded_name=fold(name),
            status="open",
            tagline=f"Hàng quê của chị em {place}",
            story=f"Chị em {place} cùng nhau làm hàng và bán qua gian hàng của Hội. Câu chuyện này là dữ liệu mẫu.",
            area_code=unit.area_code,
            address_line=f"Thôn {self.random.randrange(1, 15)}",
            phone=phone(FIRST_PHONE + number),
            cover_photo_id=cover,
            portrait_photo_id=portrait,
            created_at=at,
            opened_at=at,
        )
        self._history("shop", shop, 1, None, "preparing", at, SELLER, owner)
        self._history("shop", shop, 2, "preparing", "open", at, SELLER, owner)
        self.sheets.add(ShopMember, at, shop_id=shop, person_id=owner, role=OWNER, since=at)
        return shop

    def _shop_name(self, owner: str, unit: Unit) -> str:
        given = owner.replace(MARK, "").split()[-1]
        place = unit.name.removeprefix("Hội LHPN ").partition(" ")[2]
        name, again = f"Gian hàng chị {given} {place} {MARK}", 2
        while fold(name) in self.names:
            name, again = f"Gian hàng chị {given} {place} {again} {MARK}", again + 1
        self.names.add(fold(name))
        return name

    def _history(
        self,
        kind: str,
        subject: Entry,
        seq: int,
        before: str | None,
        state: str,
        at: datetime,
        actor_kind: str,
        who: Entry | None = None,
    ) -> None:
        move = {"kind": kind, "subject_id": subject, "seq": seq, "from_state": before, "to_state": state, "at": at}
        person = who or self.officer.person_id
        self.sheets.add(StateChange, at, actor_kind=actor_kind, person_id=person, **move)

    def _trail(self, action: str, kind: str, subject: Entry, at: datetime) -> None:
        who = {"actor_kind": OFFICER, "person_id": self.officer.person_id}
        self.sheets.add(AuditEntry, at, at=at, action=action, subject_kind=kind, subject_id=subject, **who)
