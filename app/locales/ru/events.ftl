# Списки того, что произошло.
search = Искать в этих записях
filter-tools = Поиск и фильтры
remove-filter = Убрать фильтр { $name }: { $value }
clear-filters = Сбросить фильтры
wrong = Фильтр «{ $name }» не может быть «{ $value }»; он пропущен.
without-it = Убрать
pages = Страницы записей
empty-title = Ничего не произошло
empty-text = Как только о чём-то сообщат, оно появится здесь.
none-title = Ничего не найдено
none-text = Ни одна запись не подходит под фильтры.
threat = Угроза
threats = Угрозы
violation = Нарушение
violations = Нарушения
incident = Инцидент
incidents = Инциденты
event = Событие
report = Отчёт о рисках
kind = Вид
level = Уровень
emergency = Авария
alert = Тревога
critical = Критический
error = Ошибка
warning = Предупреждение
notice = Внимание
info = Сведения
debug = Отладка
other = Прочее
name = Что произошло
severity = Тяжесть
action = Действие
logged = Записано
blocked = Заблокировано
cut = Соединение разорвано
allowed = Разрешено
category = Категория
package = Пакет
tunnel = Туннель
privilege = Привилегии
location = Место
container = Контейнер
registry = Реестр
platform = Платформа
cluster = Кластер
namespace = Пространство имён
group = Группа
node = Узел
workload = Источник или цель
source = Источник
target = Цель
client = Клиент
server = Сервер
country = Страна
port = Порт
application = Приложение
rule = Правило
process = Процесс
file = Файл
user = Пользователь
image = Образ
cve = CVE
fqdn = Имя хоста
outside = Снаружи
about = О чём
count = Раз
time = Время
since = С
until = До
any-time = За всё время
minutes-ago =
    { $count ->
        [one] последняя { $count } минута
        [few] последние { $count } минуты
       *[other] последние { $count } минут
    }
hours-ago =
    { $count ->
        [one] последний { $count } час
        [few] последние { $count } часа
       *[other] последние { $count } часов
    }
days-ago =
    { $count ->
        [one] последний { $count } день
        [few] последние { $count } дня
       *[other] последние { $count } дней
    }
entries =
    { $count ->
        [one] { $count } запись
        [few] { $count } записи
       *[other] { $count } записей
    }
counted = { $name } ({ $count })
grouping = Группировка
same-as-one = Одинаковое одной строкой
each-alone = Каждая отдельно
within-minute = В пределах минуты
within-ten-minutes = В пределах десяти минут
within-hour = В пределах часа
within-day = В пределах дня
high = Высокая
medium = Средняя
low = Низкая
