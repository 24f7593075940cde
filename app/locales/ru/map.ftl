# Карта сетевой активности.
title = Сетевая активность
shown = { $nodes ->
    [one] { $nodes } узел
    [few] { $nodes } узла
   *[other] { $nodes } узлов
}
as-map = Карта
as-table = Таблица
view = Вид
tools = Поиск и фильтры
find = Найти пространство, группу или под
found = Найдено
found-none = Ничего с именем «{ $text }» нет.
found-only = Показать только то, что называется «{ $text }»
found-in = в { $holder }
expression = Фильтр, например ns:shop status:violation
expression-label = Выражение фильтра
expression-wrong = { $message } (столбец { $column })
level = Уровень
level-auto = Как лучше видно
level-namespaces = Пространства имён
level-groups = Группы
level-pods = Поды
arrange = Расположение
arrange-grounds = По пространствам имён
arrange-connections = По соединениям
width = Толщина линий
width-bytes = По байтам
width-sessions = По сеансам
filter = Фильтр
filter-status = Соединения
filter-mode = Режим
filter-protocol = Протокол
filter-more = Прочее
trouble-only = Только предупреждения, нарушения, блокировки и угрозы
with-system = Показать системные контейнеры
with-traffic = Показать DNS, DHCP и NTP
remove-filter = Убрать фильтр { $name }
name-namespace = Пространство
name-group = Группа
name-name = Имя
name-application = Приложение
name-port = Порт
name-severity = Угроза
name-cve = Уязвимость
name-around = Рядом
name-show = Показать
around-hops = { $hops ->
    [one] { $hops } шаг от выбранного узла
    [few] { $hops } шага от выбранного узла
   *[other] { $hops } шагов от выбранного узла
}
at-least = { $severity } и хуже
clear = Сбросить фильтры
export = Сохранить
export-png = Картинка (PNG)
export-png-failed = Картинку не удалось сохранить: браузеру не хватило места.
export-svg = Картинка (SVG)
export-nodes = Узлы (CSV)
export-edges = Соединения (CSV)
export-json = Всё показанное (JSON)
picture = Сеть в виде картинки. То же словами — в таблице.
picture-of = Сетевая активность: { $nodes } и { $edges }
edges = { $count ->
    [one] { $count } соединение
    [few] { $count } соединения
   *[other] { $count } соединений
}
zoom-in = Ближе
zoom-out = Дальше
fit = Показать всё
put-back = Вернуть всё на место
picture-failed = Картинку получить не удалось: { $why }
no-pixels = Этот браузер не может нарисовать картинку. То же словами — в таблице.
empty = Показывать нечего
empty-why = Соединений ещё не видели. Они появятся здесь, как только агенты заметят первые.
empty-filter = Под эти фильтры ничего не подходит.
to-table = Открыть таблицу
legend = Легенда
legend-edges = Соединения
legend-modes = Режимы
legend-marks = Отметки
status-internal = Внутри пространства
status-secured = Защищено сервисной сетью
status-allowed = Разрешено
status-warning = Предупреждение
status-violation = Нарушение
status-blocked = Заблокировано
status-threat = Угроза
kind-external = Внешняя сеть
kind-namespace = Пространство имён
kind-group = Группа
kind-pod = Под
kind-node = Узел
kind-unmanaged = Чужая нагрузка
kind-service = Адрес сервиса
kind-address = Адрес
kind-mesh = Под с прокси сервисной сети
mode-none = Без режима
mode-mixed = Разные режимы
mark-quarantined = В карантине
mark-vulnerable = Уязвимые
mark-new = Новые
severity-info = Сведения
severity-low = Низкая
severity-medium = Средняя
severity-high = Высокая
severity-critical = Критическая
time = Время
time-live = Сейчас
time-live-hint = Вернуться к текущему
time-earlier = Раньше
time-later = Позже
time-at = Как было { $when }
time-slider = Показанный момент
time-compare = Что изменилось с тех пор
time-none = История начинается сейчас: моменты сохраняются, пока кто-нибудь смотрит на карту.
time-kept = { $count ->
    [one] Сохранён { $count } момент
    [few] Сохранено { $count } момента
   *[other] Сохранено { $count } моментов
}: { $bytes } из { $bound }
time-gone = Тот момент уже не хранится; показан самый ранний из сохранённых.
changes = Что изменилось
changes-between = С { $from } по { $to }
changes-unknown = О том времени ничего не известно: сравнить не с чем, моменты не сохранены.
changes-said = За это время: { $bytes }, сеансов: { $sessions }
changes-none = Ничего не изменилось.
came-nodes = Новые узлы
gone-nodes = Исчезнувшие узлы
changed-nodes = Изменившиеся узлы
came-edges = Новые соединения
gone-edges = Исчезнувшие соединения
changed-edges = Изменившиеся соединения
and-more = и ещё { $count }
talks-to = { $from } → { $to }
hidden = Скрытое
hidden-count = Скрыто ({ $count })
hidden-title = Скрыто с вашей карты
hidden-none = Ничего не скрыто.
hidden-lead = Скрытое скрыто только для вас, откуда бы вы ни вошли.
hidden-nodes = Узлы
hidden-incoming = Соединения к узлу
hidden-outgoing = Соединения от узла
hidden-gone = Больше не существует
hidden-show = Показать снова
hidden-reset = Показать всё снова
hide-unmanaged = Скрыть всё чужое
show-unmanaged = Показать чужое
close = Закрыть
menu = Действия
