"""Enterprises, household businesses and collectives that women lead: «Sổ theo dõi mô hình».

An *enterprise* is whatever women run together or alone: doanh nghiệp, hộ kinh doanh, hợp tác xã (HTX), tổ hợp tác
(THT), tổ liên kết, câu lạc bộ. One woman of the register represents it. Its *parts* say who founded, owns and manages
it, from a day to a day; men who hold shares stand there by name alone. *Counts* say how many members and workers it
had on a day.

*Whether women own or manage it* is a function of its parts at a day (`ownership`), evaluated at every day on which
something changed, and stored with what it rests on: a *women-owned test* of Đề án 2415. When parts are corrected,
results that no longer follow from them are superseded and stay readable; the standing ones are exactly what the parts
say (promise V1).

*Online presences* are pages elsewhere (Facebook, Zalo, a marketplace, a website) on which an enterprise or a woman
shows products. Nothing is fetched from there: an officer says what she saw and when.

This room knows women, units and shops; it does not know programmes, support or ideas: an idea is an opaque key.
"""
