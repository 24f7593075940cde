# Список произошедшего на бумаге.
title = { $name }: вид для печати
back = Назад к списку
print = Печать…
made = По состоянию на { $time }, для { $user }.
cluster = Кластер { $name }
found =
    { $count ->
        [one] Подходит { $count } запись.
        [few] Подходят { $count } записи.
       *[other] Подходит { $count } записей.
    }
span = Первая — { $first }, последняя — { $last }.
filter = Что запрошено
unfiltered = Всё: фильтров нет.
search = Слова поиска
since = Не раньше
until = Раньше
state = Состояние разбора
assigned = Назначено
entries = Все записи
more = Здесь первые { $shown } из { $all } строк. В файлах они все.
by-time = Когда это было, по уровням
by-level = Насколько это серьёзно
by-name = Как это называется
by-type = По виду сканирования или проверки
beginning = Начало (UTC)
time-alt =
    { $count ->
        [one] { $count } запись между { $first } и { $last }
        [few] { $count } записи между { $first } и { $last }
       *[other] { $count } записей между { $first } и { $last }
    }
names-alt = Больше всего: { $name }, { $number }
numbers = В числах
nothing = Ничего не подходит под эти фильтры.
details = Подробности
cves =
    { $count ->
        [one] { $count } уязвимость
        [few] { $count } уязвимости
       *[other] { $count } уязвимостей
    }
