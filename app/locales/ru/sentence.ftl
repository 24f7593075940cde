# Что произошло, одним предложением.
threat = { $source } атаковал { $target } через { $port }: { $what }.
let-through = Пропущено и записано.
dropped = Заблокировано.
cut = Соединение разорвано.
allowed = Разрешено.
done = Что сделано: { $action }.
opened = { $source } открыл { $port } к { $target }
no-rule = ни одно правило этого не разрешает
denied-by = правило { $id } это запрещает
monitored = в режиме наблюдения пропущено и записано.
protected = в режиме защиты заблокировано.
a-process = Процесс
a-user = другой пользователь
process = { $process } запущен в { $place }, профиль процессов его не знает.
suspicious = { $process } запущен в { $place }, и это подозрительно: { $message }.
file = { $process } обратился к { $file } в { $place }; этот путь под наблюдением.
package = Пакет изменён, пока { $place } работал: { $message }.
tunnel = { $process } в { $place } открыл туннель к { $target }.
privilege = { $process } в { $place } получил права root; его запустил { $user }.
other = { $name } в { $place }.
stopped = Остановлено.
only-logged = Записано.
request = { $user } запросил { $request }: { $message }
failed = Проверка { $about } не удалась: { $error }
checks =
    { $count ->
        [one] { $count } проверка не пройдена: { $about }.
        [few] { $count } проверки не пройдены: { $about }.
       *[other] { $count } проверок не пройдено: { $about }.
    }
scan = Проверка { $about } нашла уязвимости: критических { $critical }, высоких { $high }, средних { $medium }.
