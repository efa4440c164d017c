"""The words of applications: questions, requirements, legal forms, goods, states, reasons, refusals."""

from dataclasses import dataclass

from flask_babel import gettext as _

from marketplace.people import purposes
from marketplace.people.citizen_card import WARNING_SENTENCES
from marketplace.people.citizen_card import CardWarning as W
from marketplace.sellers import card_check, decisions, goods, legal_forms, states, steps
from marketplace.sellers.registries import REQUIREMENTS
from marketplace.sellers.shape import BACK, FRONT
from marketplace.web.plumbing.wording import in_words

CONSENT_TEXT = "2026-11-21"  # the version of the sentences in `consent_words`


@dataclass(frozen=True)
class Words:
    """A name, and a sentence on what it means or what to do."""

    name: str
    hint: str = ""


def question_words(step: str, legal_form: str = "") -> Words:
    """The question of one screen, and why it is asked; a business is called by its legal form."""
    return {
        steps.NAME: Words(_("Chị tên là gì?"), _("Ghi đúng như trên thẻ căn cước.")),
        steps.PLACE: Words(_("Chị ở đâu?"), _("Hội LHPN xã, phường nơi chị ở sẽ xem hồ sơ và giúp chị.")),
        steps.FORM: Words(_("Chị bán hàng theo loại hình nào?"), _("Chưa chắc thì chọn “Cá nhân”. Đổi lại sau được.")),
        steps.BUSINESS: Words(
            _("%(form)s của chị tên gì?", form=form_words(legal_form).name), _("Ghi đúng như trong giấy chứng nhận.")
        ),
        steps.GOODS: Words(_("Chị muốn bán gì?"), _("Chọn một hoặc nhiều loại.")),
        steps.CARD: Words(_("Thẻ căn cước của chị"), _("Luật yêu cầu biết rõ người bán là ai.")),
        steps.PAPERS: Words(_("Ảnh giấy tờ"), _("Chụp bằng điện thoại, nhìn rõ chữ là được.")),
        steps.BANK: Words(_("Tiền bán hàng về tài khoản nào?"), _("Nên là tài khoản đứng tên chị.")),
        steps.CONSENT: Words(_("Chị đồng ý những điều sau?"), _("Chị đọc từng điều rồi tích vào ô.")),
    }[step]


def step_name(step: str) -> str:
    """A question in two words, for lists."""
    return str(
        {
            steps.NAME: _("Họ tên, năm sinh"),
            steps.PLACE: _("Nơi ở"),
            steps.FORM: _("Loại hình"),
            steps.BUSINESS: _("Tên cơ sở"),
            steps.GOODS: _("Hàng muốn bán"),
            steps.CARD: _("Thẻ căn cước"),
            steps.PAPERS: _("Ảnh giấy tờ"),
            steps.BANK: _("Tài khoản nhận tiền"),
            steps.CONSENT: _("Các điều đồng ý"),
        }[step]
    )


def requirement_words(code: str) -> Words:
    """A requirement's name, and what the applicant gives for it."""
    words = REQUIREMENTS.get(code).words
    return Words(in_words(words.name), in_words(words.hint))


def paper_words(code: str) -> Words:
    """What to photograph for a requirement that takes papers."""
    words = REQUIREMENTS.get(code).words
    if not words.paper:
        return requirement_words(code)
    return Words(in_words(words.paper), in_words(words.paper_hint))


def side_name(side: str) -> str:
    """A side of a card."""
    return str({FRONT: _("Mặt trước"), BACK: _("Mặt sau")}[side])


def paper_name(code: str, side: str = "") -> str:
    """A paper that was sent, and which side of it."""
    name = paper_words(code).name
    return f"{name}: {side_name(side).lower()}" if side else name


def business_example(legal_form: str) -> str:
    """A name as businesses of a legal form have it."""
    examples = {
        legal_forms.HOUSEHOLD: _("Ví dụ: Hộ kinh doanh Nguyễn Thị Hoa."),
        legal_forms.GROUP: _("Ví dụ: Tổ hợp tác sâm Báo Triệu Sơn."),
        legal_forms.COOPERATIVE: _("Ví dụ: Hợp tác xã nông nghiệp Triệu Sơn."),
        legal_forms.COMPANY: _("Ví dụ: Công ty TNHH sâm Báo Triệu Sơn."),
    }
    return str(examples.get(legal_form, ""))


def form_words(code: str | None) -> Words:
    """A legal form in plain words."""
    known = {
        legal_forms.PERSON: Words(_("Cá nhân"), _("Chị tự làm, tự bán, chưa đăng ký kinh doanh.")),
        legal_forms.HOUSEHOLD: Words(
            _("Hộ kinh doanh"), _("Chị có giấy chứng nhận đăng ký hộ kinh doanh do xã, phường cấp.")
        ),
        legal_forms.GROUP: Words(_("Tổ hợp tác"), _("Mấy chị em cùng làm, có hợp đồng hoặc danh sách tổ viên.")),
        legal_forms.COOPERATIVE: Words(_("Hợp tác xã"), _("Hợp tác xã có giấy chứng nhận đăng ký và con dấu.")),
        legal_forms.COMPANY: Words(_("Doanh nghiệp"), _("Công ty hoặc doanh nghiệp tư nhân có mã số thuế.")),
    }
    return known.get(code or "") or Words(_("Chưa chọn"))


def goods_words(code: str) -> Words:
    """A kind of goods."""
    known = {
        goods.FRESH: Words(_("Nông sản tươi"), _("Rau, củ, quả, thịt, cá, trứng")),
        goods.FOOD: Words(_("Thực phẩm đã chế biến"), _("Nem chua, mắm, bánh, gạo, miến, mật ong")),
        goods.DRINKS: Words(_("Đồ uống"), _("Trà, nước mát, sữa hạt")),
        goods.HERBS: Words(_("Dược liệu, cây thuốc"), _("Sâm Báo, nấm, tinh dầu")),
        goods.CRAFT: Words(_("Đồ thủ công"), _("Chiếu cói, mây tre đan, nón")),
        goods.HOUSEHOLD_GOODS: Words(_("Đồ dùng trong nhà"), _("Chổi, rổ, đồ gỗ, đồ gốm")),
        goods.CLOTHES: Words(_("Vải, thổ cẩm, quần áo"), ""),
        goods.OTHER: Words(_("Hàng khác"), ""),
    }
    return known.get(code) or Words(code)


def state_words(status: str) -> tuple[str, str]:
    """(tone of the badge, words) of an application's state."""
    return {
        states.DRAFT: ("plain", _("Đang làm dở")),
        states.SUBMITTED: ("wait", _("Chờ Hội xem")),
        states.MORE_NEEDED: ("wait", _("Đề nghị bổ sung")),
        states.APPROVED: ("done", _("Đã duyệt")),
        states.DECLINED: ("stop", _("Chưa đủ điều kiện")),
        states.WITHDRAWN: ("plain", _("Đã rút lại")),
    }[status]


def consent_words() -> dict[str, Words]:
    """Each purpose as the applicant agrees to it, in the first person, and its consequence."""
    return {
        purposes.IDENTITY: Words(
            _("Tôi đồng ý cho Hội xem số căn cước, ngày sinh và giấy tờ của tôi"),
            _("Để biết chắc ai là người bán, như luật yêu cầu. Ảnh giấy tờ tự xóa sau khi xét xong một thời gian."),
        ),
        purposes.PAYMENT: Words(
            _("Tôi đồng ý cho dùng số tài khoản ngân hàng của tôi"),
            _("Để tiền bán hàng về đúng tay tôi. Khách trả bằng chuyển khoản thấy số này."),
        ),
        purposes.PUBLIC: Words(
            _("Tôi đồng ý hiện tên và xã, phường của tôi trên gian hàng"),
            _("Khách cần biết mua của ai, ở đâu. Số căn cước, ngày sinh không bao giờ hiện."),
        ),
        purposes.CONTACT: Words(
            _("Tôi đồng ý để Hội và khách mua hàng gọi điện, nhắn tin cho tôi"), _("Về hồ sơ và đơn hàng của tôi.")
        ),
    }


def vouched_words() -> dict[str, str]:
    """What the Union vouches for by approving an application, each ticked by the officer who decides."""
    return {
        "person": _("Người nộp là người thật, ở địa bàn của Hội"),
        "papers": _("Giấy tờ đã xem khớp với lời khai"),
        "willing": _("Chị ấy hiểu và tự nguyện tham gia"),
    }


def decline_reasons() -> dict[str, Words]:
    """Each reason for «Chưa đủ điều kiện», with words an officer may begin from."""
    return {
        decisions.NO_PAPERS: Words(
            _("Còn thiếu giấy tờ phải có"),
            _("Chị chưa có giấy … Hội sẽ hướng dẫn chị làm giấy này; có rồi, chị bấm “Làm lại hồ sơ” để nộp."),
        ),
        decisions.NOT_HERSELF: Words(
            _("Giấy tờ không phải của người nộp"),
            _("Ảnh giấy tờ mang tên người khác. Chị nộp lại bằng giấy tờ của chính mình."),
        ),
        decisions.NOT_IN_TERRITORY: Words(
            _("Không ở địa bàn của Hội"), _("Chị đang ở nơi khác. Chị sửa lại nơi ở rồi nộp cho Hội nơi đó.")
        ),
        decisions.GOODS_NOT_ALLOWED: Words(
            _("Hàng chưa được phép bán ở đây"), _("Loại hàng … chưa bán được ở đây. Chị có thể nộp lại với hàng khác.")
        ),
        decisions.NOT_TRUE: Words(
            _("Thông tin chưa đúng sự thật"), _("Hội kiểm tra thấy … chưa đúng. Chị sửa lại cho đúng rồi nộp lại.")
        ),
        decisions.OTHER_REASON: Words(_("Lý do khác"), ""),
    }


def decline_reason_words(code: str) -> str:
    """A reason for a decline, by its code."""
    known = decline_reasons().get(code)
    return known.name if known else ""


def doubt_words(code: str) -> str:
    """A doubt about a citizen card, for the officer to check."""
    known = {
        card_check.MALE_NUMBER: _("Số căn cước là của nam giới."),
        card_check.YEAR_DIFFERS: _("Năm sinh đã khai khác với năm trong số căn cước."),
        card_check.NAME_DIFFERS: _("Họ tên đã khai khác với họ tên đọc được từ mã QR trên thẻ."),
        card_check.BIRTH_DATE_DIFFERS: _("Ngày sinh đã khai khác với ngày đọc được từ mã QR trên thẻ."),
    }
    if code in known:
        return str(known[code])
    return _(WARNING_SENTENCES[W(code)]) if code in set(W) else code


def refusal_words(field: str, why: str) -> str:
    """What to do about a refused answer."""
    known = {
        ("full_name", "form"): _("Mời chị ghi họ và tên, nhiều nhất 120 chữ cái."),
        ("birth_date", "empty"): _("Mời chị ghi ngày sinh, ví dụ 05/09/1975."),
        ("birth_date", "too_young"): _("Chị cần đủ 18 tuổi để bán hàng ở đây. Mời xem lại ngày sinh."),
        ("birth_date", "impossible"): _("Mời chị xem lại năm sinh."),
        ("commune", "unknown"): _("Mời chị chọn xã, phường nơi đang ở."),
        ("commune", "no_unit"): _(
            "Nơi này chưa có Hội nhận hồ sơ ở đây. Mời chị chọn xã, phường trong tỉnh, hoặc gọi Hội để được chỉ dẫn."
        ),
        ("address_line", "too_long"): _("Mời chị ghi địa chỉ ngắn lại, nhiều nhất 200 chữ cái."),
        ("business_name", "empty"): _("Mời chị ghi tên cơ sở."),
        ("business_name", "too_long"): _("Mời chị ghi tên ngắn lại, nhiều nhất 150 chữ cái."),
        ("tax_code", "form"): _(
            "Mời chị xem lại mã số trên giấy đăng ký: 10 chữ số, hoặc 12 chữ số với hộ kinh doanh."
        ),
        ("goods", "unknown"): _("Mời chị chọn ít nhất một loại hàng."),
        ("goods_note", "too_long"): _("Mời chị kể ngắn lại, nhiều nhất 500 chữ cái."),
        ("id_number", "form"): _("Số căn cước có đúng 12 chữ số. Mời chị xem lại."),
        ("bin", "unknown"): _("Mời chị chọn ngân hàng."),
        ("number", "form"): _("Mời chị xem lại số tài khoản: từ 4 đến 19 chữ số, có chữ cái thì từ 6 trở lên."),
        ("holder", "form"): _("Mời chị ghi tên chủ tài khoản bằng chữ cái, như ngân hàng in."),
        ("note", "empty"): _("Vui lòng ghi vài lời để chị ấy biết cần làm gì."),
        ("note", "too_long"): _("Vui lòng viết ngắn lại, nhiều nhất 1.000 chữ cái."),
        ("vouch", "empty"): _("Mời xem và đánh dấu từng điều mà Hội xác nhận."),
        ("verdict", "not_waivable"): _("Điều này luật bắt buộc nên không miễn được."),
        ("reason", "unknown"): _("Mời chọn một lý do."),
        ("reason", "unknown_and_no_note"): _("Mời chọn một lý do, và ghi vài lời để chị ấy biết cần làm gì."),
    }
    return str(known.get((field, why)) or _("Mời chị xem lại chỗ này."))
