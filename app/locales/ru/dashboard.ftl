# Обзор.
score = Оценка риска
no-score = Контроллер не сообщил состояние кластера.
score-alt = Оценка риска: { $score } из 100, { $band }. Чем меньше, тем лучше.
band = От и до
good = Хорошо
fair = Приемлемо
poor = Плохо
band-said = { $band }: узлов — { $nodes }, работающих подов — { $pods }. Чем меньше, тем лучше.
improve = Улучшить оценку
as-table = Показать таблицей
what-it-means = Что это значит
share-of = { $factor }: доля от наибольшего возможного
points =
    { $count ->
        [one] { $count } балл
        [few] { $count } балла
       *[many] { $count } баллов
    }
connections = Соединения сервисов
connections-why = Сервис в режиме «Изучение» пропускает и запоминает любое соединение; в режиме «Надзор» отклонения только записываются. Переводите сервисы в режим «Защита», а там, где ничего нового запускаться не должно, включайте линию без отклонений.
exposure = Связь с внешним миром
exposure-why = Через поды, которые общаются с внешним миром, приходят атаки и уходят данные. Больше всего весят угрозы, затем соединения, не разрешённые ни одним правилом, затем сервисы, которые ещё учатся.
vulnerabilities = Уязвимости
vulnerabilities-why = Уязвимость весит больше там, где сервис ещё учится: её использованию ничто не помешает. Переведите сервис в режим «Защита» или пересоберите образ с исправленным пакетом.
with-threats = Поды с угрозами
with-violations = Поды с нарушениями
in-discover = В режиме «Изучение»
in-monitor = В режиме «Надзор»
in-protect = В режиме «Защита»
on-nodes = На узлах
in-platform = В платформе
with-zero-drift =
    { $count ->
        [one] { $count } без отклонений
        [few] { $count } без отклонений
       *[many] { $count } без отклонений
    }
scope = Чьи показатели
namespace = Пространство имён
all-namespaces = Все пространства имён
report = Отчёт
back = Назад
numbers = Показатели (JSON)
print = Печать…
report-title = Отчёт о безопасности
report-of = Пространство имён { $namespace }
report-made = На { $time }, для { $user }.
exposure-of = Связь с внешним миром: { $direction }
modes = Режимы политики
mode = Режим
services = Сервисы
service = Сервис
pods = Поды
pod = Под
node = Узел
zero-drift = Без отклонений
ready = Готовы
switch = Переключить
ready-means = Готовы к следующему режиму: в изучении появились правила и сутки не появлялось новых, в надзоре сутки не было ни нарушений, ни инцидентов. То, что принадлежит платформе, не считается.
discover-caution =
    { $count ->
        [one] { $count } сервис ещё учится: всё, что он делает сейчас, становится правилом.
        [few] { $count } сервиса ещё учатся: всё, что они делают сейчас, становится правилом.
       *[many] { $count } сервисов ещё учатся: всё, что они делают сейчас, становится правилом.
    }
no-services = Сервисов пока нет
no-pods = Подов пока нет
none-to-switch = Таких сервисов нет.
no-such-mode = Такого режима нет.
switch-all =
    { $count ->
        [one] Переключить { $count }…
        [few] Переключить все { $count }…
       *[many] Переключить все { $count }…
    }
switch-ready =
    { $count ->
        [one] { $count } готовый…
        [few] { $count } готовых…
       *[many] { $count } готовых…
    }
exposure-chart = Поды, общающиеся с внешним миром, по действию
exposure-alt = Входящие соединения: подов — { $ingress }; исходящие: подов — { $egress }.
directions = Направления
ingress = Входящие
egress = Исходящие
deed = Действие
allowed = Разрешено
violated = Нарушение
denied = Запрещено
threat = Угроза
said = Приложения
addresses = Адреса
address = Адрес
country = Страна
sessions = Сеансы
bytes = Объём
last-seen = Последний раз
nobody-outside = Ни один под не общается с внешним миром.
all-services =
    { $count ->
        [one] Показать { $count } сервис
        [few] Показать все { $count } сервиса
       *[many] Показать все { $count } сервисов
    }
services-cut = { $shown } сервисов из { $all }, худшие сначала; в файле есть все.
only-these = Только
all-exposed = Все, кто связан с внешним миром
exposure-file = Соединения (CSV)
pods-of = Поды сервиса { $service }
more-pods =
    { $count ->
        [one] Ещё { $count } под; все они есть в файле.
        [few] Ещё { $count } пода; все они есть в файле.
       *[many] Ещё { $count } подов; все они есть в файле.
    }
more-peers =
    { $count ->
        [one] Ещё { $count } адрес; все они есть в файле.
        [few] Ещё { $count } адреса; все они есть в файле.
       *[many] Ещё { $count } адресов; все они есть в файле.
    }
found = Уязвимости: { $counts }
clear = Очистить сеансы
cleared = Запись соединения очищена; то, что продолжается, появится снова.
no-pod = Не сказано, какой под.
events = События безопасности
events-alt = За показанное время: критических — { $critical }, предупреждений — { $warning }.
ends-alt = { $what } с наибольшим числом событий: { $name }, { $count }.
by-what = Шаг времени
by-day = По дням
by-hour = По часам
day = День (UTC)
hour = Час (UTC)
critical = Критические
high = Высокие
medium = Средние
warning = Предупреждения
source = Источник
target = Цель
sources = Главные источники
targets = Главные цели
events-why = Угрозы — распознанные атаки, нарушения — соединения, которых не разрешает ни одно правило, инциденты — процессы и файлы, которых не знает профиль. Имя, которое стоит первым в обоих списках, — первое, на что стоит взглянуть.
no-events = Событий безопасности нет
log-since =
    { $count ->
        [one] В журнале { $count } событие с { $since }.
        [few] В журнале { $count } события с { $since }.
       *[many] В журнале { $count } событий с { $since }.
    }
worst-pods = Самые уязвимые поды
worst-nodes = Самые уязвимые узлы
worst-alt = { $what } с наибольшим числом уязвимостей: { $name }, критических — { $critical }, высоких — { $high }.
nothing-scanned = Ничего ещё не сканировалось: включите автоматическое сканирование
nothing-found = Сканирование ничего не нашло
unscanned =
    { $count ->
        [one] { $count } под из { $all } ни разу не сканировался.
        [few] { $count } пода из { $all } ни разу не сканировались.
       *[many] { $count } подов из { $all } ни разу не сканировались.
    }
unscanned-nodes =
    { $count ->
        [one] { $count } узел из { $all } ни разу не сканировался.
        [few] { $count } узла из { $all } ни разу не сканировались.
       *[other] { $count } узлов из { $all } ни разу не сканировались.
    }
scans =
    { $count ->
        [one] Выполнено { $count } сканирование, ожидают — { $waiting }, с ошибкой — { $failed }.
        [few] Выполнено { $count } сканирования, ожидают — { $waiting }, с ошибкой — { $failed }.
       *[many] Выполнено { $count } сканирований, ожидают — { $waiting }, с ошибкой — { $failed }.
    }
no-database = Базы уязвимостей пока нет.
database = База уязвимостей { $version }.
database-of = База уязвимостей { $version } от { $date }.
database-old = База уязвимостей старше недели; более новые уязвимости не находятся.
panel-old = Показано то, что прочитано в последний раз. { $why }.
part-missing = Часть данных прочитать не удалось: { $why }.
auto-scan-on = Поды и узлы сканируются автоматически.
auto-scan-off = Автоматическое сканирование выключено: новые уязвимости остаются незамеченными.
auto-scan-is-on = Автоматическое сканирование включено.
auto-scan-is-off = Автоматическое сканирование выключено.
auto-scan-unsettled = Запрос отправлен, но контроллер его пока не показывает.
switch-on = Включить
switch-off = Выключить
protocols = Протоколы приложений
application = Приложение
conversations = Соединения
other-applications = Все остальные
protocols-alt = { $what }: больше всего в { $name }, { $count }.
protocols-why = Что распознают агенты, заглядывая в соединения, на каком бы порту они ни были. Приложение, которого здесь никто не ждёт, стоит найти на карте сети.
no-conversations = Соединений пока нет
ladder-lead = Сейчас оценка { $score } ({ $band }). Для каждого шага контроллер вычислил, какой она станет.
ladder-all = После всех шагов оценка будет { $score } ({ $band }).
ladder-done = Все шаги сделаны.
step-done = Сделано
step-to = { $now } → { $then }
step-same = Сам по себе не меняет
step-unknown = Неизвестно
step-modes = Вывести сервисы из режима «Изучение»
step-modes-how =
    { $count ->
        [one] { $count } сервис ещё учится.
        [few] { $count } сервиса ещё учатся.
       *[many] { $count } сервисов ещё учатся.
    }
step-modes-beyond =
    { $count ->
        [one] Ещё { $count } изучает и отсюда не переключается: он принадлежит платформе или управляется в другом месте.
        [few] Ещё { $count } изучают и отсюда не переключаются: они принадлежат платформе или управляются в другом месте.
       *[other] Ещё { $count } изучают и отсюда не переключаются: они принадлежат платформе или управляются в другом месте.
    }
step-exposure = Разобрать связь с внешним миром
step-exposure-how =
    { $count ->
        [one] У { $count } пода была угроза или нарушение.
        [few] У { $count } подов были угрозы или нарушения.
       *[many] У { $count } подов были угрозы или нарушения.
    }
step-new = Начинать новые сервисы в режиме «Защита»
step-new-how = Сейчас они начинают в режиме «Изучение» — в сетевых правилах или в правилах процессов — и пропускают там всё.
step-privileged = Обойтись без привилегированных контейнеров
step-privileged-how =
    { $count ->
        [one] { $count } контейнер может всё, что может root узла.
        [few] { $count } контейнера могут всё, что может root узла.
       *[many] { $count } контейнеров могут всё, что может root узла.
    }
step-root = Обойтись без контейнеров под root
step-root-how =
    { $count ->
        [one] { $count } контейнер работает под root.
        [few] { $count } контейнера работают под root.
       *[many] { $count } контейнеров работают под root.
    }
step-admission = Запрещать что-то на допуске
step-admission-how = Ни одно правило не мешает запуску чего угодно, или контроль допуска только наблюдает.
to-switch = Переключить…
to-exposure = Посмотреть
to-settings = Настройки
to-file = Список (CSV)
to-admission = Правила допуска
cluster = Кластер
controllers = Контроллеры
enforcers = Агенты
disconnected =
    { $count ->
        [one] { $count } не отвечает
        [few] { $count } не отвечают
       *[many] { $count } не отвечают
    }
scanners = Сканеры
mixed = нескольких версий: { $versions }
platform = Работает на { $platform } { $version }.
version = NeuVector { $version }.
clusters = Кластеры
fed-cluster = Кластер федерации
fed-master = Главный
fed-status = Состояние
fed-score = Оценка
fed-pods = Работающие поды
fed-database = База уязвимостей
fed-version = Версия
fed-silent = Не ответил
fed-active = Активен
fed-pending = Ожидает
fed-joined = Присоединён
fed-connected = На связи
fed-disconnected = Нет связи
fed-synced = Синхронизирован
fed-syncing = Синхронизируется
fed-out-of-sync = Не синхронизирован
fed-left = Вышел
fed-kicked = Исключён
fed-notified = Уведомлён
fed-pinging = Проверяется связь
fed-unknown-command = Команда не понята
fed-request-error = Запрос не удался
fed-master-upgrade = Главный требует обновления
fed-joint-upgrade = Требуется обновление
fed-upgrade-ongoing = Обновляется
fed-too-new = Новее главного
fed-licence = Нет лицензии
