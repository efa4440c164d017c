"""Classes of the Union: opened, filled, taught session by session, and what who came may show for it.

Words: class (lớp tập huấn), session (buổi), enrolment (a woman in the list of a class: seated, waiting or withdrawn),
attendance (she was in one session), certificate (giấy chứng nhận). States: planned → running → done, or cancelled.
Outreach (đợt hướng dẫn) is a day on which many were helped on the spot: women by name, relatives as numbers.
People (số người) and attendances (số lượt) are never one number. It knows no programme: what counts is said there.
"""
