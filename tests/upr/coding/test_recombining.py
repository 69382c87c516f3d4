"""Made-up texts hold the words of the labelled ones and nothing else."""

from upr.coding.recombining import recombined

TEXTS = (
    "Adopt a law on clean water, including in remote provinces of the north",
    "Continue to strengthen the independence of judges and of lawyers",
    "Consider the ratification of the convention by the end of the year",
    "Act",
)


def test_so_many_are_made_and_always_the_same():
    first = recombined(TEXTS, 40, seed=1)

    assert len(first) == 40
    assert recombined(TEXTS, 40, seed=1) == first
    assert recombined(TEXTS, 40, seed=2) != first


def test_their_words_are_those_of_the_texts():
    known = {word.strip(",") for text in TEXTS for word in text.split()}
    made = " ".join(recombined(TEXTS, 200, seed=3)).replace(",", "").split()

    assert set(made) == known - {"Act"}  # too short to take part


def test_none_is_longer_than_sixty_words():
    long = " ".join(f"word{n}, and" for n in range(100))

    assert max(len(text.split()) for text in recombined([long], 20, seed=0)) == 60


def test_nothing_comes_of_nothing():
    assert recombined([], 10, seed=0) == []
    assert recombined(["Act"], 10, seed=0) == []
