"""Papers of imagined States, as the lines of their pages."""

COVER = (
    "GE.14-12345 (E)",
    "Human Rights Council",
    "Fourteenth session",
    "Agenda item 6",
    "Universal periodic review",
    "Report of the Working Group on the Universal Periodic",
    "Review*",
    "Aldoria",
    "* The annex to the present report is circulated as received.",
    "United Nations A/HRC/914/15",
    "General Assembly Distr.: General",
    "10 December 2014",
    "Original: English",
)
OPENING = (
    "Introduction",
    "1. The Working Group on the Universal Periodic Review, established in",
    "accordance with Human Rights Council resolution 5/1, held its seventh session",
    "from 8 to 19 February 2010. The review of Aldoria was held at the 12th meeting,",
    "on 16 February 2010. The delegation of Aldoria was headed by the Minister of",
    "Justice. At its 16th meeting, held on 19 February 2010, the Working Group",
    "adopted the report on Aldoria.",
    "2. On 7 September 2009, the Human Rights Council selected the following group",
    "of rapporteurs (troika) to facilitate the review of Aldoria: Brevania, Corvalia",
    "and Dunmere.",
    "I. Summary of the proceedings of the review process",
    "A. Presentation by the State under review",
    "3. The delegation thanked all States for their questions.",
)
CONCLUSIONS = (
    "II. Conclusions and/or recommendations",
    "4. The recommendations formulated during the interactive dialogue and listed",
    "below have been examined by Aldoria and enjoy its support:",
    "4.1. Ratify the convention on the rights of the coast (Brevania, Corvalia);",
    "4.2. Train the police in the languages of the islands (Dunmere);",
    "4.3. Open the archives of the harbour board to the public (Estavia).",
    "5. The following recommendation did not enjoy the support of Aldoria:",
    "5.1. Abolish the tax on salt (Farrowmark).",
    "6. All conclusions and/or recommendations should not be construed as endorsed.",
)
REPORT = (COVER, OPENING, CONCLUSIONS)

FRENCH = (
    (
        "Conseil des droits de l'homme",
        "Examen périodique universel",
        "Rapport du Groupe de travail sur l'Examen périodique universel",
        "Aldorie",
        "Nations Unies A/HRC/914/15",
        "Distr. générale",
        "10 décembre 2014",
    ),
    (
        "1. Le Groupe de travail sur l'Examen périodique universel, créé en vertu",
        "de la résolution 5/1 du Conseil des droits de l'homme, a tenu sa septième",
        "session du 8 au 19 février 2010. La délégation a remercié les États de leurs",
        "questions et a indiqué que des mesures avaient été prises dans les domaines",
        "qui sont visés par les recommandations qui lui ont été faites.",
    ),
)
NATIONAL_REPORT = (
    (
        "Human Rights Council",
        "Working Group on the Universal Periodic Review",
        "Twentieth session",
        "27 October–7 November 2014",
        "National report submitted in accordance with",
        "paragraph 5 of the annex to Human Rights",
        "Council resolution 16/21*",
        "Aldoria",
        "* The present document has been reproduced as received.",
        "United Nations A/HRC/WG.6/20/XAA/1",
        "General Assembly Distr.: General",
        "15 August 2014",
        "Original: English",
    ),
    (
        "1. The report was written by the ministry of the islands with the help of all",
        "who wished to take part in it, and it was put before the assembly in March.",
    ),
)
COOKBOOK = (
    (
        "How to cook beans",
        "Put the beans in water the evening before, and change the water in the",
        "morning. Cook them with an onion and a leaf of bay until they are soft, and",
        "that is all there is to it.",
    ),
)
