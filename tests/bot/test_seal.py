"""What is sealed opens only with the secret, and only where it was put."""

from bot.store.seal import LEAST, derive, seal, unseal

OLD, NEW = b"the secret of last year", b"the secret of this year"


def test_a_box_opens_with_the_secret_it_was_closed_with() -> None:
    assert unseal((OLD,), "talk", "row", seal((OLD,), "talk", "row", b"words")) == b"words"


def test_a_box_of_an_older_secret_still_opens_and_new_ones_need_the_new_secret() -> None:
    assert unseal((NEW, OLD), "talk", "row", seal((OLD,), "talk", "row", b"words")) == b"words"
    assert unseal((OLD,), "talk", "row", seal((NEW, OLD), "talk", "row", b"words")) is None


def test_nothing_can_be_read_in_a_box_and_no_two_are_alike() -> None:
    boxes = {seal((NEW,), "talk", "row", b"canary") for _ in range(50)}
    assert len(boxes) == 50
    assert not any(b"canary" in box for box in boxes)


def test_a_box_that_was_moved_changed_cut_or_made_for_something_else_does_not_open() -> None:
    box = seal((NEW,), "talk", "row", b"words")
    assert unseal((NEW,), "talk", "another row", box) is None
    assert unseal((NEW,), "report", "row", box) is None
    for place in range(len(box)):
        assert unseal((NEW,), "talk", "row", box[:place] + bytes([box[place] ^ 1]) + box[place + 1 :]) is None
    assert all(unseal((NEW,), "talk", "row", box[:length]) is None for length in range(LEAST + 5))


def test_keys_for_different_purposes_have_nothing_in_common() -> None:
    assert len({derive(NEW, "talk"), derive(NEW, "report"), derive(OLD, "talk")}) == 3
