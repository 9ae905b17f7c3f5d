"""What `cascade select` tells beside the document's own words: each sentence in English, Russian and Tajik."""

from registration.panel.verify_selection import LANGUAGES


def said(language: str, sentence: str, /, **told: object) -> str:
    return WORDS[language][sentence].format(**told)


TABLE = """\
candidates who take part: {there}, seats: {seats}
кандидатов участвует: {there}, мест: {seats}
номзадҳои иштироккунанда: {there}, ҷойҳо: {seats}
who must have a seat: {must}, seats: {seats}
обязательно получают место: {must}, мест: {seats}
ҳатман ҷой мегиранд: {must}, ҷойҳо: {seats}
seats that {id} needs: {lower}, candidates who count for it: {there}
{id}: нужно мест: {lower}, кандидатов для этой квоты: {there}
{id}: ҷойҳои лозим: {lower}, номзадҳо барои ин квота: {there}
seats that {id} needs: {lower}, at most: {upper}
{id}: нужно мест: {lower}, а можно не больше {upper}
{id}: ҷойҳои лозим: {lower}, аммо мумкин на бештар аз {upper}
seats that {id} may have: {upper}, who must have one: {seated}
{id}: мест не больше {upper}, а обязательно получают место: {seated}
{id}: ҷойҳо на бештар аз {upper}, аммо ҳатман ҷой мегиранд: {seated}
{id} says nothing: any selection keeps it
{id} ничего не меняет: эту квоту соблюдает любой выбор
{id} чизеро тағйир намедиҳад: ин квотаро ҳар интихоб риоя мекунад
{id} says nothing: nobody counts for it
{id} ничего не меняет: для этой квоты нет ни одного кандидата
{id} чизеро тағйир намедиҳад: барои ин квота ягон номзад нест
seats that the minimums of {attribute} need: {needed}, there: {there}
минимумам по {attribute} нужно мест: {needed}, а есть: {there}
ба ҳадди ақалҳои {attribute} ҷой лозим аст: {needed}, ҳаст: {there}
seats that the minimums of {attribute} still need: {needed}, there: {there}
минимумам по {attribute} нужно ещё мест: {needed}, а есть: {there}
ба ҳадди ақалҳои {attribute} боз ҷой лозим аст: {needed}, ҳаст: {there}
seats that the minimums of {attribute} within {id} still need: {needed}, it may have: {there}
минимумам по {attribute} внутри {id} нужно ещё мест: {needed}, а можно: {there}
ба ҳадди ақалҳои {attribute} дар доираи {id} боз ҷой лозим аст: {needed}, мумкин аст: {there}
seats that {id} needs: {seats}, candidates that the maximums of {attribute} leave it: {room}
{id}: нужно мест: {seats}, а максимумы по {attribute} оставляют кандидатов: {room}
{id}: ҷойҳои лозим: {seats}, аммо ҳадди аксарҳои {attribute} номзадҳо мегузоранд: {room}
at most {cap} per organisation: any selection keeps it
не больше {cap} из одной организации: это соблюдает любой выбор
на бештар аз {cap} аз як ташкилот: инро ҳар интихоб риоя мекунад
candidates that the maximums of {attribute} leave: {room}, seats: {seats}
максимумы по {attribute} оставляют кандидатов: {room}, мест: {seats}
ҳадди аксарҳои {attribute} номзадҳо мегузоранд: {room}, ҷойҳо: {seats}
at most {cap} per organisation, {must} of one must have a seat
из одной организации не больше {cap}, а обязательно получают место из одной: {must}
аз як ташкилот на бештар аз {cap}, аммо ҳатман ҷой мегиранд аз яке: {must}
candidates that at most {cap} per organisation leave: {room}, seats: {seats}
не больше {cap} из одной организации: остаётся кандидатов: {room}, мест: {seats}
на бештар аз {cap} аз як ташкилот: номзадҳо мемонанд: {room}, ҷойҳо: {seats}
and
и
ва
{seats} as {side} of {quota}
{quota}: {side} {seats}
{quota}: {side}-и {seats}
Possible with {eased}; the highest sum of points would then be: {points}.
Возможно при таких границах: {eased}; наибольшая сумма баллов тогда: {points}.
Бо чунин ҳудудҳо имконпазир аст: {eased}; зиёдтарин ҷамъи холҳо он гоҳ: {points}.
Possible with {eased}; the smallest chance would then be: {chance}.
Возможно при таких границах: {eased}; наименьший шанс тогда: {chance}.
Бо чунин ҳудудҳо имконпазир аст: {eased}; камтарин имкон он гоҳ: {chance}.
{file}, row {rows}
{file}, строка {rows}
{file}, сатри {rows}
Possible if {asked_back} have no seat; {added} then have one.
Возможно, если остаются без места: {asked_back}; тогда место получают: {added}.
Имконпазир аст, агар бе ҷой монанд: {asked_back}; он гоҳ ҷой мегиранд: {added}.
{seats} seats by {by}: seats per quota
Мест: {seats}, решает {by}: места по квотам
Ҷойҳо: {seats}, ҳалкунанда {by} аст: ҷойҳо аз рӯи квотаҳо
{lower} to {upper}
от {lower} до {upper}
аз {lower} то {upper}
has {seats}
есть {seats}
ҳаст {seats}
costs {cost}
цена {cost}
арзиш {cost}
Chance of each of {people} who draw
Шанс каждого, кто тянет жребий (человек: {people})
Имкони ҳар кас, ки қуръа мекашад (нафар: {people})
Smallest {smallest}, largest {largest}; the line is {ideal},
Наименьший: {smallest}, наибольший: {largest}; линия: {ideal},
Камтарин: {smallest}, зиёдтарин: {largest}; хат: {ideal},
the chance of all were there no quotas
шанс каждого, если бы не было квот
имкони ҳар кас, агар квотаҳо намебуданд
No selection has more than {points} points.
Ни у одного выбора нет больше баллов, чем {points}.
Дар ягон интихоб ҷамъи холҳо аз {points} зиёд нест.
not computed
не вычислен
ҳисоб нашудааст
""".splitlines()
WORDS = {language: dict(zip(TABLE[::3], TABLE[place::3], strict=True)) for place, language in enumerate(LANGUAGES)}
