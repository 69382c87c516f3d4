"""Languages are told apart, to be refused by name."""

import pytest

from upr.languages import language_of

TEXTS = {
    "English": (
        "The delegation thanked the States for the questions that "
        "were put to it and said that it would answer all of them "
        "in the course of the afternoon."
    ),
    "French": (
        "La délégation a remercié les États de leurs questions et a"
        " indiqué que des mesures avaient été prises pour les "
        "enfants et dans les écoles."
    ),
    "Spanish": (
        "La delegación dio las gracias a los Estados por las "
        "preguntas y dijo que el Gobierno había tomado medidas para"
        " los niños en las escuelas."
    ),
    "Portuguese": (
        "A delegação agradeceu aos Estados as perguntas e disse que"
        " o Governo não tinha ainda tomado medidas para as crianças"
        " em todas as escolas do país."
    ),
    "Italian": (
        "La delegazione ha ringraziato gli Stati per le domande e "
        "ha detto che il Governo della Repubblica non è contrario "
        "alle misure per i bambini nelle scuole."
    ),
    "German": (
        "Die Delegation dankte den Staaten für die Fragen und "
        "sagte, dass das Land noch nicht alle Maßnahmen für die "
        "Kinder in den Schulen ergriffen habe."
    ),
    "Russian": (
        "Делегация поблагодарила государства за вопросы и сообщила "
        "о мерах, которые были приняты в интересах детей."
    ),
    "Arabic": (
        "وشكر الوفد الدول على أسئلتها وقال إن الحكومة اتخذت تدابير لصالح الأطفال"
    ),
    "Chinese": ("代表团感谢各国提出的问题，并表示政府已采取措施保护儿童。"),
    "Japanese": (
        "代表団は各国の質問に感謝し、政府は子どものための措置をとったと述べた。"
    ),
    "Korean": ("대표단은 각국의 질문에 감사를 표하고 정부가 조치를 취했다고 말했다."),
}
OTHERS = (
    (
        "Делегація подякувала державам за запитання і повідомила "
        "про заходи, які її уряд вжив в інтересах дітей."
    ),
    (
        "هیئت از کشورها برای پرسش\u200cهایشان سپاسگزاری کرد و گفت که "
        "دولت چند گام برداشته است"
    ),
    (
        "Delegasyon, devletlere sorular için şükranlarını sunmuş ve"
        " hükümetin çocuklar yararına önlemler aldığını "
        "bildirmiştir. "
    )
    * 6,
)


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_called_by_its_name(language: str):
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_not_taken_for_their_neighbours(text: str):
    assert language_of(text) == "another language"


def test_names_and_quotations_do_not_change_the_language():
    text = TEXTS["English"] * 4 + TEXTS["French"] + TEXTS["Arabic"]
    assert language_of(text) == "English"


@pytest.mark.parametrize("text", ["", "Aldoria", "12 345", "A/HRC/914/15"])
def test_a_text_that_is_too_short_has_no_language(text: str):
    assert language_of(text) is None
