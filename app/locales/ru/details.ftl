# Что стоит рядом с картой для выбранного узла и что с ним можно сделать.
untitled = Объект
parts = Разделы
details = Сведения
sessions = Активные сессии
capture = Захват пакетов
members = Члены
rules = Сетевые правила
responses = Правила реагирования
widen = Шире
narrow = Уже
more = Ещё действия
gone = Этого больше нет на карте
gone-why = Объект исчез, давно ничего не передавал, или у вас нет к нему доступа.
gone-since = Этого больше нет на карте. Здесь — последнее, что было известно.
stale = { $why }. Здесь — последнее, что удалось прочитать.
id = Идентификатор
state = Состояние
quarantined-because = Изолирован
by-somebody = вручную
namespace = Пространство имён
group = Группа
other-groups = Входит также в группы
network-mode = Режим сети
process-mode = Режим процессов
baseline = Базовая линия
node = Узел
enforcer = Агент
created = Создан
privileged = Привилегированный
root = Работает от root
mesh = В сервисной сетке
service-account = Сервисная учётная запись
network = Сеть
network-own = собственная
network-host = сеть узла
addresses = Адреса
ports = Порты
mapped-ports = Проброшены узлом
images = Образы
sidecar = прокси сетки
vulnerabilities = Уязвимости
never-scanned = Ещё не сканировался.
scan-under-way = Идёт первое сканирование.
scan-failed = Последнее сканирование не удалось.
nothing-found = Средних и более серьёзных нет.
critical =
    { $count ->
        [one] { $count } критическая
       *[other] { $count } критических
    }
high =
    { $count ->
        [one] { $count } высокая
       *[other] { $count } высоких
    }
medium =
    { $count ->
        [one] { $count } средняя
       *[other] { $count } средних
    }
scanned-at = Просканирован { $when }. Низкие не учитываются.
not-scanned-yet = Завершённого сканирования, по которому можно считать, нет.
worst-vulnerability = Худшая уязвимость
speaks-with = Общается с
speaks-with-nobody = Ни с кем из показанных на карте не общался.
and-more =
    { $count ->
       *[other] и ещё { $count }
    }
exited = завершён
unmanaged = не управляется
connected = на связи
disconnected = нет связи
stopped = остановлен
made-of = Состоит из
from = Происхождение
comment = Комментарий
criteria = Условия членства
no-criteria = Членство встроено.
no-members = Сейчас членов нет.
members-of = Члены { $name }
name = Имя
critical-and-high = Критические / высокие уязвимости
critical-and-high-short = К / В
first-of =
    { $count ->
        [one] Показана { $count } запись из { $all }.
        [few] Показаны первые { $count } записи из { $all }.
       *[other] Показаны первые { $count } записей из { $all }.
    }
no-rules = Ни одно сетевое правило не называет эту группу.
rules-of = Сетевые правила { $name }
read-only-rules = В том порядке, в котором они проверяются; действует первое подходящее.
number = №
client = От
server = К
application = Приложение
action = Действие
matches = Совпадений
any = любые
allow = разрешить
deny = запретить
switched-off = выключено
no-responses = Правил реагирования для этой группы нет.
read-only-responses = Что происходит само, когда о чём-то сообщается.
event = Событие
conditions = Если
concerns = Для
all-groups = всех групп
this-group = этой группы
os = Система
kernel = Ядро
cpus = Процессоры
memory = Память
pods = Поды
containers = Контейнеры
platform = Платформа
runtime = Среда выполнения
groups = Группы
groups-on-the-map = Группы пространства имён
no-groups = Групп в нём нет.
without-group =
    { $count ->
        [one] { $count } рабочая нагрузка не входит ни в одну группу.
        [few] { $count } рабочие нагрузки не входят ни в одну группу.
       *[other] { $count } рабочих нагрузок не входят ни в одну группу.
    }
only-who-spoke = Карта знает тех, кто что-то передавал; остальные — на странице групп.
address = Адрес
country = Страна
conversations = Соединения
addresses-seen = Замеченные адреса
no-addresses = Адресов не замечено.
sessions-count = Сессии
last-seen = Замечен
looked-at =
    { $count ->
        [one] По самому крупному соединению из { $all }.
        [few] По { $count } самым крупным соединениям из { $all }.
       *[other] По { $count } самым крупным соединениям из { $all }.
    }
switch-mode = Переключить режим…
quarantine = В карантин…
release = Снять карантин…
group-page = Открыть на странице групп
expand = Развернуть
collapse = Свернуть
collapse-group = Свернуть его группу
collapse-namespace = Свернуть её пространство имён
let-go = Вернуть на место
neighbourhood = Только окружение
within =
    { $count ->
        [one] { $count } шаг
        [few] { $count } шага
       *[other] { $count } шагов
    }
only = Показать только это
everything = Снова показать всё
hide = Скрыть
hide-incoming = Скрыть входящее
hide-outgoing = Скрыть исходящее
show = Снова показать
show-incoming = Показать входящее
show-outgoing = Показать исходящее
name-it = Назвать…
forget-it = Забыть…
cannot-quarantine = Контроллер не разрешает помещать этот под в карантин.
cannot-capture = Контроллер не может захватывать пакеты этого пода.
only-administrators = Это может только администратор всего кластера.
only-pods = В карантин можно поместить только под.
no-key = Такого объекта карты не бывает.
quarantine-title = Поместить { $name } в карантин
quarantine-now = В карантин
release-title = Снять карантин с { $name }
release-now = Снять карантин
is-quarantined = Он уже в карантине.
is-released = Он не в карантине.
all-blocked = Все соединения к нему и от него блокируются, что бы ни говорили режим и правила.
affected =
    { $count ->
        [one] От него будет отрезан { $count } собеседник: { $names }.
        [few] От него будут отрезаны { $count } собеседника, среди них { $names }.
       *[other] От него будут отрезаны { $count } собеседников, среди них { $names }.
    }
affects-nobody = Ни с кем из показанных на карте он не общался.
goes-on-running = Его контейнеры продолжают работать. Kubernetes об этом не знает и может заменить под, если проверки не пройдут; новый под в карантине не будет.
others-stay = Остальные поды группы { $group } в карантин не попадают.
until-released = Так будет, пока кто-нибудь не снимет карантин.
connects-again = Его соединения снова возможны сразу.
mode-decides = Снова действует режим группы { $group }: { $mode }.
quarantined = { $name } в карантине.
released = Карантин с { $name } снят.
not-quarantined = { $name } должен был попасть в карантин, но пока не попал.
not-released = Карантин с { $name } должен был быть снят, но пока остаётся.
unread = Перечитать { $name } не удалось: проверьте состояние, прежде чем полагаться на него.
name-title = Назвать { $name }
name-now = Назвать
name-hint = Показывается на карте всем. Без имени вернётся собственное.
may-be-empty = необязательно
named = Теперь имя — { $name }.
named-back = Собственное имя вернулось: { $name }.
not-named = Имя по-прежнему { $name }, а не { $asked }.
forget-title = Забыть { $name }
forget-now = Забыть
forgets-all = Объект исчезнет с карты вместе со всем, что передавал, для всех.
comes-again = Когда он снова что-то передаст, он появится снова.
forgotten = { $name } забыт.
not-forgotten = { $name } всё ещё здесь: не исчез или сразу снова что-то передал.
