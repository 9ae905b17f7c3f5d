"""The journal by which a story is taken up again."""

from pathlib import Path

from cascade.story.journal import Journal

ANSWER = {"status": 201}


def test_an_answer_is_found_again_under_who_asked_what_and_how_often(tmp_path: Path) -> None:
    first = Journal(tmp_path / "journal", seed=1)
    steps = [first.step("POST", "/v1/trainings", "coordinator") for _ in range(2)]
    first.keep(steps[1], ANSWER)
    first.close()

    again = Journal(tmp_path / "journal", seed=1)
    assert [again.answer(again.step("POST", "/v1/trainings", "coordinator")) for _ in range(2)] == [None, ANSWER]
    again.close()
    assert again.key(steps[0]) == first.key(steps[0]) != first.key(steps[1])


def test_the_beginning_of_a_line_is_cut_off_and_what_follows_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    first = Journal(file, seed=1)
    first.keep("one #1", ANSWER)
    first.close()
    file.write_bytes(file.read_bytes() + b'["two #1", {"sta')

    second = Journal(file, seed=1)
    assert (second.answer("one #1"), second.answer("two #1")) == (ANSWER, None)
    second.keep("two #1", ANSWER)
    second.close()
    third = Journal(file, seed=1)
    third.close()
    assert third.answer("two #1") == ANSWER


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    journal = Journal(None, seed=1)
    journal.keep("one #1", ANSWER)
    assert (journal.answer("one #1"), journal.taken_up, list(tmp_path.iterdir())) == (None, False, [])
