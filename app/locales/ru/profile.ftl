# Собственный профиль.
look = Вид
language = Язык
theme-system = Как в системе
theme-light = Светлая
theme-dark = Тёмная
save = Сохранить
me = Обо мне
name = Имя
email = Почта
role = Роль
no-role = во всём кластере нет
idle = Выход при бездействии через
minutes =
    { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
       *[other] { $count } минут
    }
password-expires = Пароль истекает
never = никогда
days =
    { $count ->
        [0] сегодня
        [one] через { $count } день
        [few] через { $count } дня
       *[other] через { $count } дней
    }
rights = Мои права
whole-cluster = Во всём кластере
may-change = просмотр и изменение
may-see = просмотр
