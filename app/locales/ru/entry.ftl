# Панель одной записи журнала.
entry = Запись
gone = Этой записи больше нет ни в одном журнале: контроллер хранит последние 4096 каждого вида.
widen = Сделать шире
narrow = Сделать уже
as-json = В виде JSON
processes = Дерево процессов
packet = Захваченный пакет
packet-file = Пакет в файле .pcap
packet-bytes =
    { $count ->
        [one] Пакет, { $count } байт
        [few] Пакет, { $count } байта
       *[other] Пакет, { $count } байт
    }
show-on-map = Показать { $name } на карте
show-edge = Соединение на карте
to-group = Группа { $name }
threat = Угроза
connection = Соединение
incident = Инцидент
event = Событие
report = Отчёт
ends = Кто и с кем
reporter = Кто сообщил
rest = Вызов REST
checks = Непройденные проверки ({ $count })
checks-of = Проверки { $level } ({ $count })
found = Находки
found-file = Находки в CSV
unnamed =
    { $count ->
        [one] Ещё { $count } в отчёте не названа.
        [few] Ещё { $count } в отчёте не названы.
       *[other] Ещё { $count } в отчёте не названо.
    }
severity = Тяжесть
attacked = Атакованная сторона
monitored = Сервис только регистрирует
threat-number = Номер угрозы
sensor = Датчик
on-group = Для группы
application = Приложение
icmp = Тип и код ICMP
client-port = Порт клиента
server-port = Порт сервера
connected-port = Порт обращения
times = Сколько раз
counted-since = Считается с
response-rule = Правило реагирования
message = Сообщение
rule = Правило
no-rule = Ни одно правило не разрешает
built-in = Встроенное
port = Порт
server-software = Программа сервера
fqdn = Запрошенное имя
sessions = Сеансы
forwarded = Адрес из X-Forwarded-For
crossed = Вышло за пространство имён
process = Процесс
path = Путь
command = Командная строка
real-user = Запустил
effective-user = С правами
parent = Родительский процесс
parent-path = Путь родителя
file-rule = Наблюдаемый путь
files = Файлы
user = Пользователь
roles = Роли
user-address = С адреса
user-session = Сеанс пользователя
workload = Рабочая нагрузка
namespace = Пространство имён
service = Сервис
image = Образ
image-id = Идентификатор образа
category = Категория
request = Запрос
body = Тело
error = Ошибка
registry = Реестр
registry-address = Адрес реестра
repository = Репозиторий
base-os = Базовая система
platform = Платформа
volume = Запрос тома
database = База уязвимостей
critical = Критические ({ $count })
high = Высокие ({ $count })
medium = Средние ({ $count })
source = Источник
target = Цель
in-namespace = { $name } в { $namespace }
group = Его группа
address = Его адрес
reported = Сообщено
node = Узел
enforcer = Энфорсер
controller = Контроллер
cluster = Кластер
connected = Отвечает
disconnected = Не отвечает
stopped = Ушёл
state = Состояние
version = Версия
joined = Присоединился
silent-since = Молчит с
its-enforcer = Его энфорсер
