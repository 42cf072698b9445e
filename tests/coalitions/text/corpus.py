"""Texts of coalitions in six languages, with all that a draft can hold, written for these tests."""

TEXTS = {
    "en": """\
## What we saw at the two rivers

Three organisations **walked the banks** in March^[From the source to the *third* bridge.] and
spoke with *everyone* who would speak.

### Whom we heard

- fishers, and those who sell the fish
- a teacher who keeps a diary of the water
  1. since the dam
  2. and before
- nobody from [the company](https://company.example/answers)

> We used to know the season by its smell.
> Now we look it up.

| Place | What was said | How often |
| --- | --- | --- |
| Upper bank | “The gate was **shut**.” | 14 |
| Lower bank | No answer^[Two visits, in the rain.] | 0 |

1. Open the gate.
2. Say when it closes.
""",
    "fr": """\
## Ce que nous demandons à l’assemblée

Les **défenseur·e·s** de la vallée, réuni·e·s à huis clos^[Sans caméra, à la demande de *toutes*.],
demandent ceci : *être entendu·e·s* avant le vote, et non après.

### Pourquoi maintenant ?

- parce que le texte est prêt « depuis l’été »
- parce que la saison commence
  1. en avril, sur la côte
  2. en mai, plus haut
- voir aussi [le dossier](https://dossier.example/ete?page=2&lang=fr)

> On nous a dit d’attendre ; nous avons attendu.
> Puis on nous a dit qu’il était trop tard.

| Commune | Réponse | Jours |
| --- | --- | --- |
| Le Haut | **aucune** | 90 |
| Le Bas | « bien reçu »^[Par courrier simple.] | 12 |

1. Publier l’ordre du jour.
2. Ouvrir la salle.
""",
    "es": """\
## Lo que falta en el informe

El informe habla de **las y los vecinos**^[En la página *cuarta*.], pero ¿quién les preguntó?
Nosotras *sí* lo hicimos, casa por casa.

### Tres ausencias

- el pozo, cerrado desde enero
- la escuela
  1. sin techo
  2. sin maestra
- el acuerdo que se firmó en [la plaza](https://plaza.example/acta)

> «Firmen aquí», dijeron.
> ¡Y firmamos!

| Barrio | Casas | ¿Agua? |
| --- | --- | --- |
| Norte | 41 | **no** |
| Sur | 38 | a veces^[Dos horas, de noche.] |

1. Abran el pozo.
2. Devuélvannos el acta.
""",
    "ar": """\
## ما نطلبه من اللجنة

تطلب **المدافعات والمدافعون** عن الوادي^[اجتمعوا في *آذار* بلا هواتف.] أن يُسمعوا قبل القرار،
*لا بعده*.

### لماذا الآن؟

- لأن الموعد يقترب
- لأن الطريق أُغلق
  1. من جهة البئر
  2. ومن جهة المدرسة
- وانظروا [الملف](https://malaf.example/2026)

> قيل لنا: انتظروا.
> فانتظرنا، ثم قيل لنا: فات الأوان.

| القرية | الجواب | الأيام |
| --- | --- | --- |
| العليا | **لا جواب** | 90 |
| السفلى | «وصلنا كتابكم»^[بالبريد العادي.] | 12 |

1. انشروا جدول الأعمال.
2. افتحوا القاعة.
""",
    "ru": """\
## О чём молчит отчёт

Мы прошли **сорок дворов**^[С *третьего* по шестой переулок.] и спросили каждого: что изменилось?
Ответы *не совпадают* с тем, что напечатано.

### Чего там нет

- колодца, закрытого в январе
- школы
  1. без крыши
  2. без учительницы
- протокола, который лежит [здесь](https://protokol.example/yanvar)

> «Подпишите вот тут», — сказали нам.
> И мы подписали.

| Улица | Домов | Вода |
| --- | --- | --- |
| Верхняя | 41 | **нет** |
| Нижняя | 38 | ночью^[Два часа.] |

1. Откройте колодец.
2. Верните протокол.
""",
    "zh-hans": """\
## 我们在河边看到了什么

三个组织在三月**走遍两岸**^[从源头到*第三座*桥。]，*听取*每一位愿意开口的人。

### 我们听了谁的话

- 打鱼的人和卖鱼的人
- 一位记录水位的教师
  1. 建坝以后
  2. 建坝以前
- 没有人来自[那家公司](https://gongsi.example/huida)

> 从前我们闻得出季节。
> 如今我们要去查。

| 地点 | 说了什么 | 次数 |
| --- | --- | --- |
| 上游 | “闸门**关了**。” | 14 |
| 下游 | 没有回答^[去了两次，都在下雨。] | 0 |

1. 打开闸门。
2. 说明何时关闭。
""",
}
