# Что люди решают о записях и что консоль сама о них хранит.
title = Разбор
untouched = Этим ещё никто не занимался.
is-off = Разбор выключен: у этой консоли нет хранилища для решений.
is-down = Хранилище консоли не отвечает. Пока это так, решать ничего нельзя, и копии не читаются.
open = Не разобрано
acknowledged = Принято к сведению
closed = Закрыто
resolved = исправлено
allowed = теперь разрешено правилом
harmless = не опасно
false-alarm = ложное сообщение
duplicate = о том же говорит другая запись
steps = Что решили
step-acknowledged = — принято к сведению
step-closed = — закрыто ({ $reason })
step-reopened = — открыто заново
step-taken = — взято себе
step-assigned = — поручено: { $name }
step-dropped = — снято поручение
step-noted = — заметка
assigned-to = у { $name }
acknowledge = Принять к сведению
close = Закрыть
reopen = Открыть заново
take = Взять себе
assign = Поручить
drop = Снять поручение
add-note = Добавить заметку
close-it = Закрыть с причиной
note-it = Написать заметку
assign-it = Поручить другому
reason = Причина
reason-hint = Только для закрытия.
reason-missing = Выберите причину: без неё не закрыть.
note = Заметка
note-missing = Напишите заметку.
optional = можно не заполнять
user = Имя пользователя
user-hint = То, под которым входят.
name-missing = Напишите, кому поручить.
too-long = Слишком длинно: не больше { $most } знаков.
too-many = Слишком много сразу: не больше { $most } записей.
nothing-chosen = Ничего не выбрано.
done-acknowledged =
    { $count ->
        [one] Принята к сведению { $count } запись.
        [few] Приняты к сведению { $count } записи.
       *[other] Принято к сведению { $count } записей.
    }
done-closed =
    { $count ->
        [one] Закрыта { $count } запись.
        [few] Закрыты { $count } записи.
       *[other] Закрыто { $count } записей.
    }
done-reopened =
    { $count ->
        [one] Снова открыта { $count } запись.
        [few] Снова открыты { $count } записи.
       *[other] Снова открыто { $count } записей.
    }
done-assigned =
    { $count ->
        [one] Поручена { $count } запись.
        [few] Поручены { $count } записи.
       *[other] Поручено { $count } записей.
    }
done-dropped =
    { $count ->
        [one] Поручение снято с { $count } записи.
       *[other] Поручение снято с { $count } записей.
    }
done-noted =
    { $count ->
        [one] Заметка добавлена к { $count } записи.
       *[other] Заметка добавлена к { $count } записям.
    }
conflict = { $name } решает раньше вас, { $time }: ваше не записано. Посмотрите, как обстоит дело теперь, и при необходимости решите снова.
state = Состояние разбора
assigned = Поручено
mine = Поручено мне
select = Выбрать { $name }, { $time }
select-all = Выбрать все строки на странице
selection = Выбранные строки
selected =
    { $count ->
        [one] Выбрана { $count } строка
        [few] Выбраны { $count } строки
       *[other] Выбрано { $count } строк
    }
clear = Снять выбор
decide = Решить…
decide-title =
    { $count ->
        [one] Решение о { $count } строке
       *[other] Решение о { $count } строках
    }
what = Что решено
confirm = Решить
goes-back = Список начинается с { $time }.
goes-nowhere = В списке пока ничего нет.
ring = { $kind }: у контроллера { $number } из { $most } возможных, начиная с { $time }.
ring-full = { $kind }: журнал контроллера полон ({ $most }), начиная с { $time }. С каждой новой записью он забывает самую старую.
ring-empty = { $kind }: у контроллера нет ни одной из { $most } возможных.
retention-off = Хранение выключено: что контроллер забывает, того больше нет. Назовите файл с ключом API в --retention-key-file, и консоль будет хранить копии.
retention-down = Копии консоли сейчас не прочесть.
retention-reading = Копии консоли читаются; более старые появятся.
retention-on =
    { $count ->
        [one] Консоль хранит копии { $count } день, не больше { $megabytes } МБ.
        [few] Консоль хранит копии { $count } дня, не больше { $megabytes } МБ.
       *[other] Консоль хранит копии { $count } дней, не больше { $megabytes } МБ.
    }
how-on = Разбор выключен: назовите файл или базу PostgreSQL в --events, и решения будут храниться.
forgotten = Контроллер уже забыл эту запись; это копия консоли.
forgotten-packet = Контроллер уже забыл эту запись; это копия консоли. Пакет не копировался.
