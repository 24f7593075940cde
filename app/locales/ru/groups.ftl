# Страница групп.
title = Группы
search = Поиск групп
name = Имя
namespace = Пространство
any-namespace = Все пространства имён
network-mode = Сеть
process-mode = Процессы
baseline = Линия
from = Происхождение
any-origin = Любое происхождение
members = Члены
rules = Правила
response-rules = Реакции
scored = В оценке
comment = Комментарий
mode = Режим
any-mode = Любой режим
counts-for-score = входит в оценку риска
system = Группы платформы
with-system = Показать группы платформы
without-system = Скрыть группы платформы
filter-tools = Поиск и фильтры
remove-filter = Убрать фильтр { $name }
clear-filters = Сбросить фильтры
select = Выбрать { $name }
select-all = Выбрать все на странице
select-matching =
    { $count ->
        [one] Выбрать { $count } подходящую
        [few] Выбрать все { $count } подходящие
       *[other] Выбрать все { $count } подходящих
    }
selected =
    { $count ->
        [one] Выбрана { $count } группа
        [few] Выбраны { $count } группы
       *[other] Выбрано { $count } групп
    }
selection = Выбор
switch = Переключить режим…
clear = Сбросить
pages = Страницы групп
empty-title = Групп пока нет
empty-text = Группы появляются сами: NeuVector создаёт их для каждого сервиса, как только агент увидит его рабочие нагрузки.
none-title = Ничего не подходит
none-text = Ни одна группа не подходит под эти фильтры.
global-mode = Для всех сервисов задан общий сетевой режим «{ $mode }»; сетевые режимы ниже пока не действуют.
to-settings = К настройке
criteria = Состав
no-criteria = Состав встроен.
state = Состояние
node = Узел
vulnerabilities = К / В
vulnerabilities-exact = Критические / высокие уязвимости
members-shown = Первые { $count ->
       *[other] { $count }
    } из { $all } членов.
no-members = Сейчас членов нет.
member-list = Члены группы { $name }
widen = Шире
narrow = Уже
kind = Состоит из
members-of =
    { $count ->
        [one] { $count } член группы { $name }
        [few] { $count } члена группы { $name }
       *[other] { $count } членов группы { $name }
    }
