"""The commands of coding."""

import io
import json
import sys

import pytest

from upr.cli import main
from upr.coding import Codes, Coding, Scheme


@pytest.fixture
def code(monkeypatch, capsys):
    def run(lines, *options, encoding="utf-8"):
        stream = io.TextIOWrapper(io.BytesIO(lines.encode(encoding)))
        monkeypatch.setattr(sys, "stdin", stream)
        status = main(["code", *options])
        shown = capsys.readouterr()
        return status, [json.loads(line) for line in shown.out.splitlines()], shown.err

    return run


def test_code_keeps_other_fields_and_order(code):
    lines = (
        '{"id": 7, "text": "Ratify CEDAW"}\n\n{"id": "é", "text": "Abolish torture"}\n'
    )
    status, rows, errors = code(lines)
    assert (status, errors) == (0, "")
    assert [row["id"] for row in rows] == [7, "é"]
    assert set(rows[0]) == {
        "id",
        "text",
        "action",
        "issues",
        "groups",
        "sdg_goals",
        "sdg_targets",
    }
    assert rows[0]["action"]["code"] == 5
    assert set(rows[0]["issues"][0]) == {"code", "score"}


def test_code_shows_words_when_asked(code):
    _, [row], _ = code('{"text": "Ratify CEDAW"}', "--words")
    assert row["named"] == [{"ref": "CEDAW", "kind": "treaty"}]
    assert row["action"]["words"] == ["Ratify", "CEDAW"]


def test_code_names_the_rules_when_asked_why(code):
    _, [row], _ = code('{"text": "Ratify CEDAW; call it a day for children"}', "--why")

    [rule] = row["action"]["rules"]
    assert (rule["words"], rule["start"]) == (["Ratify"], [0])
    assert rule["source"].startswith("UPR Info after E. McMahon, methodology")
    assert row["action"]["words"][0] == "Ratify"
    given = {one["code"]: one["rules"] for one in row["issues"]}
    assert [one["words"] for one in given["Women's rights"]] == [["CEDAW"]]


def test_code_names_the_rules_that_speak_for_another_code(code, monkeypatch):
    def nothing(self, texts, *, explain=True):
        return [Codes(action=Coding(Scheme.ACTION, "5", 0.6)) for _ in texts]

    monkeypatch.setattr("upr.coding.coder.Coder.code", nothing)

    _, [row], _ = code('{"text": "Maintain it"}', "--why")

    assert row["action"]["rules"] == []
    assert [(one["scheme"], one["code"]) for one in row["rules_against"]] == [
        ("action", "2")
    ]


def test_code_tells_what_is_not_coded(code):
    lines = ("Abolir la peine de mort", "Ratificar CEDAW", "12345", "")
    status, rows, errors = code("\n".join(json.dumps({"text": t}) for t in lines))
    assert status == 0
    assert [(row["action"], row["not_coded"]) for row in rows] == [
        (None, "another language"),
        (None, "another language"),
        (None, "no words"),
        (None, "no text"),
    ]
    assert errors == "4 lines were not coded: see not_coded.\n"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": 5}'])
def test_code_refuses_what_is_no_text_and_writes_what_stands_before_it(code, line):
    after = '\n{"text": "Sign CAT"}'
    status, rows, errors = code('{"text": "Ratify CEDAW"}\n' + line + after)
    assert (status, [row["text"] for row in rows]) == (2, ["Ratify CEDAW"])
    assert errors.startswith("upr: Line 2 is no JSON")


def test_code_refuses_what_is_nested_too_deeply(code):
    status, rows, errors = code("[" * 100_000)
    assert (status, rows) == (2, [])
    assert errors.startswith("upr: Line 1 is no JSON: ")


def test_code_says_what_a_line_should_be(code):
    _, _, errors = code("id,text\n1,Ratify CEDAW\n")
    assert errors == (
        "upr: Line 1 is no JSON at character 1: each line must be an object with a"
        ' text, as {"text": "Ratify OP-CAT"}\n'
    )


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_code_refuses_what_is_not_in_utf_8(code, encoding):
    line = '{"text": "Ratify the conventions on café workers"}\n'
    status, rows, errors = code(line, encoding=encoding)
    assert (status, rows) == (2, [])
    assert errors == "upr: Line 1 is not in UTF-8.\n"


def test_code_reads_lines_of_windows_after_a_mark_of_order(code):
    status, rows, _ = code(
        '{"text": "Ratify CEDAW"}\r\n{"text": "Sign CAT"}\r\n', encoding="utf-8-sig"
    )
    assert (status, [row["text"] for row in rows]) == (0, ["Ratify CEDAW", "Sign CAT"])


def test_code_says_nothing_of_an_earlier_run(code):
    _, earlier, _ = code('{"text": "Ratifier la CEDAW"}\n{"text": "Sign it"}', "--why")
    earlier[0]["text"] = "Ratify CEDAW"

    _, rows, _ = code("\n".join(json.dumps(row) for row in earlier))

    assert [sorted(row) for row in rows] == [
        ["action", "groups", "issues", "sdg_goals", "sdg_targets", "text"]
    ] * 2


def test_code_does_not_name_the_model_of_a_download(code):
    row = {"text": "Ratify CEDAW", "action": 4, "persons": [], "model": "0-old"}
    _, [coded], _ = code(json.dumps(row))
    assert (coded["action"]["code"], "model" in coded) == (5, False)


def test_code_keeps_fields_that_only_share_a_name(code):
    _, [row], _ = code('{"text": "Ratify CEDAW", "model": "mine", "named": 1}')
    assert (row["model"], row["named"]) == ("mine", 1)


def test_code_keeps_half_a_character_as_it_came(code):
    status, [row], _ = code('{"text": "Ratify CEDAW \\ud800", "name": "é"}')
    assert (status, row["name"]) == (0, "é")
    assert row["text"] == "Ratify CEDAW \ud800"


def test_code_writes_each_line_once_beyond_a_batch(code, monkeypatch):
    monkeypatch.setattr("upr.coding_cli._BATCH", 2)
    lines = "\n".join(f'{{"text": "Ratify CEDAW", "id": {n}}}' for n in range(5))
    status, rows, _ = code(lines)
    assert (status, [row["id"] for row in rows]) == (0, [0, 1, 2, 3, 4])


def test_code_without_a_file_says_so(capsys):
    assert main(["code", "no-such-file.jsonl"]) == 2
    assert "no-such-file.jsonl" in capsys.readouterr().err


def test_train_without_texts_says_so(tmp_path, capsys):
    assert main(["train", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("upr: There are no labelled texts in ")


@pytest.mark.parametrize(
    "options",
    [["evaluate", "--keys"], ["evaluate", "--encoder"], ["train", "--encoder"]],
)
def test_paths_that_are_not_there_are_told_before_the_work(
    tmp_path, capsys, monkeypatch, options
):
    folder = tmp_path / "gold/upr-info"
    folder.mkdir(parents=True)
    said = {"text": "Ratify CEDAW", "action": 5, "issues": ["Women's rights"]}
    (folder / "XAA-1.jsonl").write_text(json.dumps(said))
    monkeypatch.setattr("upr.coding.training.material", pytest.fail)
    assert main([*options, str(tmp_path / "nothing"), str(tmp_path)]) == 2
    assert str(tmp_path / "nothing") in capsys.readouterr().err
