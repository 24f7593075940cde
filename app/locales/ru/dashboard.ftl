# Обзор.
modes = Режимы политики сервисов
modes-lead = Изучение учит правила, надзор записывает отклонения, защита их блокирует. Сервисы платформы не учитываются.
zero-drift = Линия без отклонений
share = { $percent } %
cluster = Кластер
pods = Работающие поды
services = Сервисы
controllers = Контроллеры
enforcers = Агенты
disconnected =
    { $count ->
        [one] { $count } не отвечает
       *[other] { $count } не отвечают
    }
scanners = Сканеры
mixed = разных версий: { $versions }
system = Сам NeuVector
platform = Платформа: { $platform } { $version }.
versions = NeuVector { $version }. База уязвимостей { $database } от { $date }.
