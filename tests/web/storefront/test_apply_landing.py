from tests.visitors import Visitor, text_of


def test_it_tells_what_is_needed_and_leads_to_the_first_question(visitor: Visitor) -> None:
    response = visitor.get("/apply")
    page = text_of(response)
    assert "Chị cần có" in page and "Bốn bước là có gian hàng" in page and "không mất tiền" in page
    assert 'href="/seller/apply"' in response.get_data(as_text=True)


def test_the_way_in_exists(visitor: Visitor) -> None:
    assert visitor.get("/seller/apply").status_code in (200, 302, 303)
