# Чем бывают группы и откуда они и их правила.
learned = изучена
user-created = пользователь
ground = ресурс Kubernetes
federal = федерация
system-defined = встроенная
external = внешние
address = адреса
container = рабочие нагрузки
node-kind = узлы кластера
ip-service = адрес сервиса
