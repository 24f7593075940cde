# Выражения фильтра карты: что в них не так; а также что изменилось на карте и что нельзя скрыть.
wrong = Здесь ожидается: { $expected }, а не «{ $found }»
wrong-end = Здесь ожидается: { $expected }
a-term = условие, not или (
a-field = имя поля
a-node-field = поле узла (from. и to. бывают только у них)
one-of = одно из: { $words }
a-value = значение поля { $field }
a-quote = закрывающая кавычка
the-end = and, or или конец
less-depth = меньше скобок внутри скобок
too-much-hidden =
    { $most ->
        [one] Скрыть можно не больше { $most } объекта. Воспользуйтесь фильтром.
        [few] Скрыть можно не больше { $most } объектов. Воспользуйтесь фильтром.
        [many] Скрыть можно не больше { $most } объектов. Воспользуйтесь фильтром.
       *[other] Скрыть можно не больше { $most } объекта. Воспользуйтесь фильтром.
    }
changed-quarantine = карантин
changed-cve = уязвимости
changed-name = имя
changed-home = место
changed-members = состав
changed-severity = угроза
changed-applications = приложения
changed-ports = порты
