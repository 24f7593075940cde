# Страница конфигурации.
backup = Резервная копия
backup-lead = Файл с конфигурацией кластера в том виде, в каком его пишет контроллер. По пути он распаковывается и проверяется, чтобы половина файла не сошла за целый.
backup-all = Скачать всё
backup-policy = Скачать только политику
backup-secret = В файле есть хеши паролей и ключи. Храните его так же, как их.
backup-busy = Контроллер сейчас импортирует конфигурацию и не отдаёт её. Повторите, когда он закончит.
backup-denied = Контроллер не разрешает этой учётной записи резервную копию.
backup-unreachable = Контроллер недоступен, резервной копии нет.
backup-failed = Ответ контроллера не был целой копией, поэтому он отброшен.
services = Режимы сервисов
new-network-mode = Новые сервисы: сеть
new-process-mode = Новые сервисы: процессы
new-baseline = Новые сервисы: линия
global-mode = Один сетевой режим для всех
global-mode-is = Этот режим
no-enforcement = Сетевые правила отключены
strict = Действует более строгий режим
discover-to-monitor = Изучение → надзор само
monitor-to-protect = Надзор → защита сам
after = Через
hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[other] { $count } часов
    }
never = никогда
cluster = Кластер
name = Имя
unused-groups = Пустые группы удаляются через
forwarded-for = Учитывать X-Forwarded-For
mesh = Наблюдение за service mesh
tls = Сертификаты проверяются
telemetry = Отчёт об использовании
namespace-export = Экспорт политики в пространствах имён
auth-order = Порядок каталогов
syslog = Syslog
syslog-on = Отправка
server = Сервер
protocol = Протокол
level = Начиная с уровня
categories = Что
json = В JSON
proxy = Прокси для реестров
address = Адрес
webhooks = Веб-хуки
no-webhooks = Их нет.
read-only = Здесь настройки можно прочитать; менять их пока нельзя.
