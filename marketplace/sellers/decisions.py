"""Reasons for declining an application, and which states wait for an officer or for the applicant."""

NOT_HERSELF, NOT_IN_TERRITORY, GOODS_NOT_ALLOWED, NO_PAPERS, NOT_TRUE, OTHER_REASON = (
    "khong_chinh_chu",
    "ngoai_dia_ban",
    "hang_khong_duoc_ban",
    "thieu_giay_to",
    "khong_dung_su_that",
    "ly_do_khac",
)
DECLINE_REASONS = (NOT_HERSELF, NOT_IN_TERRITORY, GOODS_NOT_ALLOWED, NO_PAPERS, NOT_TRUE, OTHER_REASON)
