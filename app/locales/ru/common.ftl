# Слова, которые нужны каждой странице.
product = Консоль NeuVector
cancel = Отмена
close = Закрыть
retry = Повторить
updated-never = Ещё не прочитано
updated-now = Обновлено только что
updated-seconds =
    { $count ->
       *[other] Обновлено { $count } с назад
    }
updated-minutes =
    { $count ->
       *[other] Обновлено { $count } мин назад
    }
of-range = { $from }–{ $to } из { $all }
previous-page = Предыдущая страница
next-page = Следующая страница
yes = да
no = нет
on = включено
off = выключено
loading = Загрузка
dismiss = Убрать
messages = Сообщения
